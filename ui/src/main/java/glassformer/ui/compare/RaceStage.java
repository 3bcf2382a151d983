package glassformer.ui.compare;

import java.util.Locale;

/// How a race stands.
enum RaceStage {
    /// There is none.
    NONE,
    /// Another training has to end first, since the worker trains one at a time.
    WAITING,
    RUNNING,
    PAUSED,
    /// Was asked to end and still writes a checkpoint.
    STOPPING,
    /// Runs are left, but nobody trains them.
    STOPPED,
    /// No run is left.
    DONE;

    boolean isLive() {
        return switch (this) {
            case WAITING, RUNNING, PAUSED, STOPPING -> true;
            case NONE, STOPPED, DONE -> false;
        };
    }

    /// The key of its name in the message bundle.
    String textKey() {
        return "race.stage." + name().toLowerCase(Locale.ROOT);
    }
}
