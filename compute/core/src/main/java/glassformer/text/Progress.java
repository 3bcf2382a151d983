package glassformer.text;

import java.util.concurrent.CancellationException;

/// Hears how far a long task is and can stop it. Called often, on the task's own thread.
@FunctionalInterface
public interface Progress {
    /// @param fraction done so far, 0 to 1
    void report(double fraction);

    /// Asked at each step; true ends the task with `CancellationException`.
    default boolean cancelled() {
        return false;
    }

    /// Reports and stops when cancelled.
    default void step(double fraction) {
        if (cancelled()) {
            throw new CancellationException();
        }
        report(fraction);
    }

    /// Nobody listens.
    static Progress none() {
        return fraction -> {};
    }
}
