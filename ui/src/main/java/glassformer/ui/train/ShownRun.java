package glassformer.ui.train;

import glassformer.run.Sample;
import glassformer.train.TrainingConfig;
import glassformer.worker.WorkerEvents.Evaluated;
import glassformer.worker.WorkerEvents.Sampled;
import glassformer.worker.WorkerEvents.Stepped;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What the run on show has measured and said so far, from its folder or from events.
final class ShownRun {
    private final RunCurves curves = new RunCurves();
    private final ObservableList<Sample> samples = FXCollections.observableArrayList();
    private final ObservableList<Sample> shownSamples = FXCollections.unmodifiableObservableList(samples);
    private final ReadOnlyObjectWrapper<TrainProgress> progress =
            new ReadOnlyObjectWrapper<>(this, "progress", TrainProgress.of(curves, 0));
    private final BooleanProperty continues = new SimpleBooleanProperty(this, "continues", true);
    private int steps;
    private long parameters;
    private int checkpoint = RunContent.NO_CHECKPOINT;
    private boolean rewinding;
    private boolean changed;

    RunCurves curves() {
        return curves;
    }

    /// Newest first.
    ObservableList<Sample> samples() {
        return shownSamples;
    }

    ReadOnlyObjectProperty<TrainProgress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /// Whether its samples go on with the prompt; otherwise they answer it.
    BooleanProperty continuesProperty() {
        return continues;
    }

    int steps() {
        return steps;
    }

    void plan(TrainingConfig planned) {
        steps = planned.steps();
        curves.plan(planned.schedule());
    }

    void hasParameters(long count) {
        parameters = count;
    }

    boolean hasCheckpoint() {
        return checkpoint != RunContent.NO_CHECKPOINT;
    }

    int checkpoint() {
        return checkpoint;
    }

    void checkpointAt(int step) {
        checkpoint = step;
    }

    void clear() {
        curves.clear();
        samples.clear();
        steps = 0;
        parameters = 0;
        checkpoint = RunContent.NO_CHECKPOINT;
        rewinding = false;
        progress.set(TrainProgress.of(curves, 0));
    }

    void read(RunContent content) {
        boolean wentBack = content.status().step() < progress.get().step();
        if (wentBack) curves.clear();
        content.metrics().forEach(curves::add);
        List<Sample> newestFirst = content.samples().reversed();
        if (!newestFirst.equals(samples)) samples.setAll(newestFirst);
        continues.set(content.continues());
        plan(content.training());
        steps = content.status().steps();
        parameters = content.status().parameters();
        checkpoint = content.checkpoint();
        changed = true;
        catchUp();
    }

    /// The next measurement tells from where on everything is trained again.
    void rewindAtNext(boolean rewind) {
        rewinding = rewind;
    }

    void add(Stepped event) {
        measured(event.step());
        curves.add(event);
    }

    void add(Evaluated event) {
        measured(event.step());
        curves.add(event);
    }

    void add(Sampled event) {
        boolean known = !samples.isEmpty() && samples.getFirst().step() >= event.step();
        if (!known) samples.addFirst(new Sample(event.step(), event.prompt(), event.text()));
    }

    private void measured(int step) {
        changed = true;
        if (!rewinding) return;
        rewinding = false;
        curves.rewind(step);
        samples.removeIf(sample -> sample.step() >= step);
    }

    /// Once a pulse, however many events came.
    void catchUp() {
        if (!changed) return;
        changed = false;
        progress.set(TrainProgress.of(curves, steps));
    }

    TrainSummary summary(Path folder, TrainStage stage) {
        changed = true;
        catchUp();
        return TrainSummary.of(folder, stage, curves, steps, parameters);
    }
}
