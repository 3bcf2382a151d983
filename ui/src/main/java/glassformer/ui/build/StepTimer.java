package glassformer.ui.build;

import glassformer.run.Lab;
import java.util.concurrent.CompletableFuture;

/// Times a lab's training step where it will run.
@FunctionalInterface
public interface StepTimer {
    /// @param device `auto` or a device's id
    CompletableFuture<StepTime.Measured> time(Lab lab, String device);
}
