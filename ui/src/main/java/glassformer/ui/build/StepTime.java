package glassformer.ui.build;

/// How long one training step takes on the chosen device, as far as it is known. Nothing here is guessed.
public sealed interface StepTime {
    /// Nobody has asked yet.
    record Unknown() implements StepTime {}

    record Measuring() implements StepTime {}

    /// @param steps how many steps were timed
    record Measured(String device, double milliseconds, int steps) implements StepTime {}

    /// @param sentence why there is no measurement
    record Failed(String sentence) implements StepTime {}
}
