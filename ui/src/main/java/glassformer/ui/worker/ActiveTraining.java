package glassformer.ui.worker;

import java.nio.file.Path;

/// The training that a worker is busy with.
///
/// @param run its folder, which exists from its first event on
public record ActiveTraining(Path run, Stage stage) {
    public enum Stage {
        /// Reading data, making the tokenizer, loading the model: before the first measurement.
        PREPARING,
        RUNNING,
        PAUSED,
        /// Was asked to end and still writes its checkpoint.
        STOPPING
    }

    ActiveTraining at(Stage next) {
        return new ActiveTraining(run, next);
    }
}
