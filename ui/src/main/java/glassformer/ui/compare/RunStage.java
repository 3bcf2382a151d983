package glassformer.ui.compare;

import glassformer.run.RunStatus;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a run stands, as its folder tells.
enum RunStage {
    /// An entry of a race that has not begun.
    WAITING,
    RUNNING,
    PAUSED,
    STOPPED,
    FINISHED,
    FAILED,
    /// Its process ended without finishing it.
    INTERRUPTED;

    /// @param status null before there is one
    static RunStage of(@Nullable RunStatus status) {
        if (status == null) return WAITING;
        if (status.interrupted()) return INTERRUPTED;
        return switch (status.state()) {
            case RUNNING -> RUNNING;
            case PAUSED -> PAUSED;
            case STOPPED -> STOPPED;
            case FINISHED -> FINISHED;
            case FAILED -> FAILED;
        };
    }

    boolean isLive() {
        return this == RUNNING || this == PAUSED;
    }

    /// The key of its name in the message bundle.
    String textKey() {
        return "compare.stage." + name().toLowerCase(Locale.ROOT);
    }
}
