package glassformer.run;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What is to be evaluated, and on what.
///
/// @param step     which checkpoint; the run's result where null
/// @param device   `auto` or a device's id
/// @param batches  how many batches of the lab's size, spread over the data; 0 takes all of it
/// @param baseline whether a classifier is compared with one that counts words, which takes a while
public record EvaluationRequest(
        Path run, @Nullable Integer step, Examined examined, String device, int batches, boolean baseline) {
    /// Of the run's result, on all that was kept aside.
    public static EvaluationRequest usual(Path run) {
        return new EvaluationRequest(run, null, Examined.VALIDATION, "auto", 0, false);
    }

    /// The same on something else.
    public EvaluationRequest on(Examined other) {
        return new EvaluationRequest(run, step, other, device, batches, baseline);
    }

    /// The same of another run.
    public EvaluationRequest of(Path other, @Nullable Integer otherStep) {
        return new EvaluationRequest(other, otherStep, examined, device, batches, baseline);
    }

    /// How many examples at most.
    int most(int batchSize) {
        return batches == 0
                ? Integer.MAX_VALUE
                : Math.toIntExact(Math.min(Integer.MAX_VALUE, (long) batches * batchSize));
    }

    /// Of the folder that keeps the evaluation.
    String name(int checkpoint, int batchSize) {
        String part = batches == 0 ? "" : "-" + most(batchSize) + "-examples";
        return examined.shortName() + "-step-" + checkpoint + part;
    }
}
