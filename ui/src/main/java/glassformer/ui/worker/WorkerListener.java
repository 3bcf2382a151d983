package glassformer.ui.worker;

import glassformer.worker.WorkerEvents;

/// Hears a worker's events on the window's thread, in order, together with what only the window knows.
public interface WorkerListener extends WorkerEvents {
    /// The worker ended unasked, and with it everything it was doing.
    ///
    /// @param sentence how, in plain words
    default void died(String sentence) {}

    /// All events that came since the last pulse have been told: the moment to refresh what shows many at once.
    default void caughtUp() {}
}
