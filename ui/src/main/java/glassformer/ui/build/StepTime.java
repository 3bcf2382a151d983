package glassformer.ui.build;

import org.jspecify.annotations.Nullable;

/// How long one training step takes on the chosen device, as far as it is known. Nothing here is guessed.
public sealed interface StepTime {
    /// Nobody has asked yet.
    record Unknown() implements StepTime {}

    record Measuring() implements StepTime {}

    /// @param steps how many steps were timed
    /// @param float32Milliseconds of the same step in float32, where the lab trains in a lower precision
    record Measured(
            String device,
            double milliseconds,
            int steps,
            @Nullable Double float32Milliseconds) implements StepTime {
        /// Of a lab that trains in float32.
        public Measured(String device, double milliseconds, int steps) {
            this(device, milliseconds, steps, null);
        }

        /// Whether the lower precision does not pay here.
        public boolean isSlower() {
            return float32Milliseconds != null && milliseconds > float32Milliseconds;
        }
    }

    /// @param sentence why there is no measurement
    record Failed(String sentence) implements StepTime {}
}
