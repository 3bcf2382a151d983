package glassformer.ui.train;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/// What can be done about the run on show.
final class TrainActions {
    private final ReadOnlyBooleanWrapper start = new ReadOnlyBooleanWrapper(this, "start", true);
    private final ReadOnlyBooleanWrapper pause = new ReadOnlyBooleanWrapper(this, "pause", false);
    private final ReadOnlyBooleanWrapper goOn = new ReadOnlyBooleanWrapper(this, "goOn", false);
    private final ReadOnlyBooleanWrapper stop = new ReadOnlyBooleanWrapper(this, "stop", false);
    private final ReadOnlyBooleanWrapper resume = new ReadOnlyBooleanWrapper(this, "resume", false);

    /// @param trains     whether the worker trains any run
    /// @param checkpoint whether the run has one
    /// @param moreSteps  whether the lab wants more steps than the run was planned to have
    void refresh(TrainStage stage, boolean trains, boolean checkpoint, boolean moreSteps) {
        boolean free = !trains && stage != TrainStage.READING;
        start.set(free);
        pause.set(stage == TrainStage.RUNNING);
        goOn.set(stage == TrainStage.PAUSED);
        stop.set(stage == TrainStage.PREPARING || stage == TrainStage.RUNNING || stage == TrainStage.PAUSED);
        resume.set(free && checkpoint && isUnfinished(stage, moreSteps));
    }

    private static boolean isUnfinished(TrainStage stage, boolean moreSteps) {
        return switch (stage) {
            case STOPPED, FAILED, INTERRUPTED -> true;
            case FINISHED -> moreSteps;
            case NONE, READING, PREPARING, RUNNING, PAUSED, STOPPING, ELSEWHERE -> false;
        };
    }

    ReadOnlyBooleanProperty startProperty() {
        return start.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty pauseProperty() {
        return pause.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty goOnProperty() {
        return goOn.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty stopProperty() {
        return stop.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty resumeProperty() {
        return resume.getReadOnlyProperty();
    }
}
