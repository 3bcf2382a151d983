package glassformer.run;

import org.jspecify.annotations.Nullable;

/// A line of `metrics.jsonl`.
///
/// @param split    `train` or `validation`
/// @param loss     mean cross-entropy in nats
/// @param lr       the learning rate; like the two that follow, only where `split` is `train`
/// @param gradNorm before clipping
/// @param seconds  of training until then, over all resumptions
public record Metric(
        int step,
        String split,
        double loss,
        @Nullable Double lr,
        @Nullable Double gradNorm,
        @Nullable Double tokensPerSecond,
        double seconds) {
    public static final String TRAIN = "train";
    public static final String VALIDATION = "validation";
}
