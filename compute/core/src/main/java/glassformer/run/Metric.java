package glassformer.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A line of `metrics.jsonl`.
///
/// @param split    `train` or `validation`
/// @param loss     mean cross-entropy in nats
/// @param lr       the learning rate; like the two that follow, only where `split` is `train`
/// @param gradNorm before clipping
/// @param seconds  of training until then, over all resumptions
/// @param measures further numbers by name: `accuracy`, `exactMatch`, and where there are several heads `loss/HEAD`,
///                 `accuracy/HEAD`
public record Metric(
        int step,
        String split,
        double loss,
        @Nullable Double lr,
        @Nullable Double gradNorm,
        @Nullable Double tokensPerSecond,
        double seconds,
        Map<String, Double> measures) {
    public Metric {
        measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
    }

    /// @param where to name in an error
    /// @throws glassformer.BadInputException for a line without step and loss
    public static Metric parse(String line, String where) {
        return MetricLine.parse(line, where);
    }

    /// Without further measures.
    public Metric(
            int step,
            String split,
            double loss,
            @Nullable Double lr,
            @Nullable Double gradNorm,
            @Nullable Double tokensPerSecond,
            double seconds) {
        this(step, split, loss, lr, gradNorm, tokensPerSecond, seconds, Map.of());
    }

    public static final String TRAIN = "train";
    public static final String VALIDATION = "validation";
    /// A measure: what the training process holds in memory, in bytes; where the system tells and once a second.
    public static final String RESIDENT_BYTES = "residentBytes";

    /// Measure: how many bytes of the device's own memory were taken, where it has any and tells.
    public static final String DEVICE_BYTES = "deviceBytes";

    /// Measure: the energy that the device has used since this process began to train, by everything that ran on it,
    /// in joules; where the system tells, see [EnergyMeter].
    public static final String JOULES = "joules";
}
