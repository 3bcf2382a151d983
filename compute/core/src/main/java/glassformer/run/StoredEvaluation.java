package glassformer.run;

import glassformer.baseline.BaselineResult;
import glassformer.evaluate.Judgements;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An evaluation as a run keeps it, with every prediction.
///
/// @param name     of its folder
/// @param run      the run's name
/// @param step     of the checkpoint
/// @param data     what was judged: `train`, `validation` or `file:PATH`, and how many where not all
/// @param device   where it was computed
/// @param loss     mean cross-entropy in nats, or squared error; null where only answers were judged
/// @param labels   over how many tokens or texts
/// @param measures by name; where there are several heads, as `accuracy/HEAD`
/// @param heads    what each head said
/// @param baselines what classifiers that count words reach on the run's validation data; empty where not asked for
public record StoredEvaluation(
        String name,
        String run,
        int step,
        String data,
        String device,
        Instant created,
        @Nullable Double loss,
        long labels,
        Map<String, Double> measures,
        List<Judgements> heads,
        List<BaselineResult> baselines) {
    public StoredEvaluation {
        measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
        heads = List.copyOf(heads);
        baselines = List.copyOf(baselines);
    }

    /// Without baselines.
    public StoredEvaluation(
            String name,
            String run,
            int step,
            String data,
            String device,
            Instant created,
            @Nullable Double loss,
            long labels,
            Map<String, Double> measures,
            List<Judgements> heads) {
        this(name, run, step, data, device, created, loss, labels, measures, heads, List.of());
    }

    /// Of one head.
    public @Nullable Judgements head(String name) {
        return heads.stream()
                .filter(head -> head.head().equals(name))
                .findFirst()
                .orElse(null);
    }
}
