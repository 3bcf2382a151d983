package glassformer.train;

/// How a training ended. Losses are NaN where nothing was measured.
///
/// @param step   updates done, earlier runs' included
/// @param result the step whose weights are the result
public record TrainingOutcome(
        int step,
        Ending ending,
        int result,
        double trainLoss,
        double validationLoss,
        double tokensPerSecond,
        double seconds) {
    public enum Ending {
        /// All steps were done.
        DONE,
        /// The validation loss had not become better for long enough.
        EARLY,
        /// A person ended it before the last step.
        STOPPED
    }

    public boolean stopped() {
        return ending == Ending.STOPPED;
    }
}
