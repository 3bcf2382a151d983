package glassformer.train;

/// How a training ended. Losses are NaN where nothing was measured.
///
/// @param step    updates done, earlier runs' included
/// @param stopped whether a person ended it before the last step
public record TrainingOutcome(
        int step, boolean stopped, double trainLoss, double validationLoss, double tokensPerSecond, double seconds) {}
