package glassformer.ui.train;

import glassformer.run.RunStatus;
import glassformer.ui.worker.ActiveTraining;

/// How the run on show stands.
public enum TrainStage {
    /// There is no run yet.
    NONE,
    /// The run's folder is being read.
    READING,
    PREPARING,
    RUNNING,
    PAUSED,
    STOPPING,
    STOPPED,
    FINISHED,
    FAILED,
    /// Its process ended without finishing it.
    INTERRUPTED,
    /// A process that this window did not start trains it.
    ELSEWHERE;

    /// Whether this window's worker is busy with it.
    public boolean isLive() {
        return switch (this) {
            case PREPARING, RUNNING, PAUSED, STOPPING -> true;
            case NONE, READING, STOPPED, FINISHED, FAILED, INTERRUPTED, ELSEWHERE -> false;
        };
    }

    /// The key of its name in the message bundle.
    public String textKey() {
        return "train.stage." + name().toLowerCase(java.util.Locale.ROOT);
    }

    static TrainStage of(ActiveTraining.Stage stage) {
        return switch (stage) {
            case PREPARING -> PREPARING;
            case RUNNING -> RUNNING;
            case PAUSED -> PAUSED;
            case STOPPING -> STOPPING;
        };
    }

    /// As a run's folder tells it, when this window does not train it.
    static TrainStage of(RunStatus status) {
        if (status.interrupted()) return INTERRUPTED;
        return switch (status.state()) {
            case RUNNING, PAUSED -> ELSEWHERE;
            case STOPPED -> STOPPED;
            case FINISHED -> FINISHED;
            case FAILED -> FAILED;
        };
    }
}
