package glassformer.ui.worker;

import glassformer.ui.worker.ActiveTraining.Stage;
import java.nio.file.Path;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Follows the one training of a worker by its events.
final class TrainingTracker implements WorkerListener {
    private final ReadOnlyObjectWrapper<@Nullable ActiveTraining> active =
            new ReadOnlyObjectWrapper<>(this, "active", null);

    ReadOnlyObjectProperty<@Nullable ActiveTraining> activeProperty() {
        return active.getReadOnlyProperty();
    }

    void began(Path run) {
        active.set(new ActiveTraining(run, Stage.PREPARING));
    }

    void ended() {
        active.set(null);
    }

    /// The worker's answer to pause, go on or stop; only a training that is still going on has a stage.
    void stage(Stage next) {
        ActiveTraining now = active.get();
        if (now != null && now.stage() != Stage.STOPPING) active.set(now.at(next));
    }

    @Override
    public void stepped(Stepped event) {
        measured(event.run());
    }

    @Override
    public void evaluated(Evaluated event) {
        measured(event.run());
    }

    @Override
    public void finished(Finished event) {
        ended(event.run());
    }

    @Override
    public void failed(Failed event) {
        ended(event.run());
    }

    @Override
    public void died(String sentence) {
        ended();
    }

    private void measured(String run) {
        ActiveTraining now = active.get();
        if (now != null && now.stage() == Stage.PREPARING && now.run().equals(Path.of(run))) {
            active.set(now.at(Stage.RUNNING));
        }
    }

    private void ended(String run) {
        ActiveTraining now = active.get();
        if (now != null && now.run().equals(Path.of(run))) active.set(null);
    }
}
