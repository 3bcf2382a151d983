package glassformer.ui.map;

import glassformer.represent.MapMethod;
import glassformer.represent.VectorKind;
import glassformer.ui.common.Background;
import glassformer.ui.common.StepChoice;
import glassformer.ui.common.WorkProgress;
import glassformer.ui.lab.LabSession;
import glassformer.ui.worker.RunChooser;
import glassformer.ui.worker.WorkerLink;
import glassformer.ui.worker.WorkerListener;
import glassformer.worker.MapService.MapReply;
import glassformer.worker.MapService.MapRequest;
import glassformer.worker.MapService.NearReply;
import glassformer.worker.MapService.NearRequest;
import glassformer.worker.MapService.Of;
import glassformer.worker.MapService.PathReply;
import glassformer.worker.MapService.SimilarityReply;
import glassformer.worker.MapService.SimilarityRequest;
import glassformer.worker.MapService.SumRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Which vectors of which run's checkpoint are on the map, and what was asked about them. After the first map each
/// change of a choice asks for another; late answers to earlier choices are dropped.
public final class MapViewModel implements WorkerListener {
    /// The layer that a kind is usually looked at in.
    public static final int USUAL = -1;

    private static final int NEAR = 12;

    /// A map with the kind of what is on it.
    record Shown(VectorKind kind, MapReply reply, MapCloud cloud) {}

    private final WorkerLink link;
    private final RunChooser<Boolean> chooser;
    private final StepChoice checkpoints;
    private final ObjectProperty<@Nullable Path> run;
    private final ObjectProperty<@Nullable Path> other = new SimpleObjectProperty<>(this, "other", null);
    private final ObjectProperty<VectorKind> kind = new SimpleObjectProperty<>(this, "kind", VectorKind.WORDS);
    private final IntegerProperty layer = new SimpleIntegerProperty(this, "layer", USUAL);
    private final ObjectProperty<MapMethod> method = new SimpleObjectProperty<>(this, "method", MapMethod.PCA);
    private final BooleanProperty solid = new SimpleBooleanProperty(this, "solid", false);
    private final ReadOnlyObjectWrapper<@Nullable Shown> map = new ReadOnlyObjectWrapper<>(this, "map", null);
    private final ReadOnlyObjectWrapper<@Nullable NearReply> near = new ReadOnlyObjectWrapper<>(this, "near", null);
    private final ReadOnlyObjectWrapper<@Nullable PathReply> path = new ReadOnlyObjectWrapper<>(this, "path", null);
    private final ReadOnlyObjectWrapper<@Nullable SimilarityReply> similarity =
            new ReadOnlyObjectWrapper<>(this, "similarity", null);
    private final ReadOnlyObjectWrapper<WorkProgress> progress =
            new ReadOnlyObjectWrapper<>(this, "progress", WorkProgress.NONE);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy", false);
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper(this, "ready", false);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private boolean following;
    private int generation;
    private int waiting;

    /// @param runsFolder whose runs can be chosen
    public MapViewModel(LabSession session, WorkerLink link, Background background, Path runsFolder) {
        this.link = link;
        this.chooser =
                new RunChooser<>(runsFolder, link, background, folder -> true, true, more -> refresh(), problem::set);
        this.checkpoints = chooser.checkpoints();
        this.run = chooser.runProperty();
        link.addListener(this);
        run.subscribe((before, after) -> runChosen());
        checkpoints.chosenProperty().subscribe((before, after) -> changed());
        kind.subscribe((before, after) -> {
            following = true;
            layer.set(USUAL);
            following = false;
            changed();
        });
        layer.subscribe((before, after) -> {
            if (!following) changed();
        });
        method.subscribe((before, after) -> changed());
        solid.subscribe((before, after) -> changed());
        chooser.follow(session);
        refresh();
        list();
    }

    /// Has the map of what is chosen.
    public void draw() {
        Of of = chosen();
        if (of == null) return;
        if (waiting > 0) {
            var unused = link.maps(maps -> maps.cancel());
        }
        forget();
        VectorKind drawn = kind.get();
        var request = new MapRequest(of, method.get().id(), solid.get() ? 3 : 2);
        ask(link.maps(maps -> maps.map(request)), reply -> {
            following = true;
            layer.set(reply.layer());
            following = false;
            map.set(new Shown(drawn, reply, MapCloud.of(reply)));
        });
    }

    /// Stops what the worker does for this page.
    public void cancel() {
        if (!busy.get()) return;
        generation++;
        waiting = 0;
        busy.set(false);
        progress.set(WorkProgress.NONE);
        refresh();
        var unused = link.maps(maps -> maps.cancel());
    }

    /// Has the neighbours of an entry of the map.
    public void nearest(String name) {
        Of of = shown();
        if (of != null) ask(link.maps(maps -> maps.nearest(new NearRequest(of, name, NEAR))), near::set);
    }

    /// Has what lies nearest to a sum.
    public void arithmetic(String sum) {
        Of of = shown();
        if (of != null) ask(link.maps(maps -> maps.arithmetic(new SumRequest(of, sum, NEAR))), near::set);
    }

    /// Has an entry's way through the layers.
    public void follow(String name) {
        Of of = shown();
        if (of != null) ask(link.maps(maps -> maps.path(new NearRequest(of, name, NEAR))), path::set);
    }

    /// Compares the model with the other run's result.
    public void compare() {
        Path of = run.get();
        Path with = other.get();
        int step = checkpoints.chosen();
        if (of == null || with == null || step == StepChoice.NONE) return;
        var request = new SimilarityRequest(of.toString(), step, with.toString(), null);
        ask(link.maps(maps -> maps.similarity(request)), similarity::set);
    }

    private <T> void ask(CompletableFuture<T> answer, Consumer<T> use) {
        int mine = generation;
        problem.set("");
        waiting++;
        busy.set(true);
        refresh();
        var unused = answer.whenComplete((reply, failure) -> {
            if (mine != generation) return;
            waiting--;
            busy.set(waiting > 0);
            if (waiting == 0) progress.set(WorkProgress.NONE);
            if (failure == null) use.accept(reply);
            else problem.set(WorkerLink.sentence(failure));
            refresh();
        });
    }

    private @Nullable Of chosen() {
        Path of = run.get();
        int step = checkpoints.chosen();
        return of == null || step == StepChoice.NONE
                ? null
                : new Of(of.toString(), step, kind.get().id(), layer.get());
    }

    private @Nullable Of shown() {
        return map.get() == null ? null : chosen();
    }

    /// Another choice than the one on show.
    private void changed() {
        boolean drawn = map.get() != null || waiting > 0;
        similarity.set(null);
        if (drawn && chosen() != null) draw();
        else refresh();
    }

    private void forget() {
        generation++;
        waiting = 0;
        near.set(null);
        path.set(null);
    }

    private void runChosen() {
        cancel();
        forget();
        busy.set(false);
        problem.set("");
        map.set(null);
        similarity.set(null);
        // Another model may have fewer layers.
        following = true;
        layer.set(USUAL);
        following = false;
        checkpoints.show(List.of());
        refresh();
        list();
    }

    @Override
    public void mapping(Phase event) {
        if (busy.get()) progress.set(new WorkProgress(event.sentence(), event.progress()));
    }

    /// Looks which runs there are and which checkpoints the chosen one has.
    public void list() {
        chooser.list();
    }

    private void refresh() {
        ready.set(chosen() != null && !busy.get());
    }

    public ObservableList<Path> runs() {
        return chooser.runs();
    }

    /// The run whose model is looked at; follows the one on show.
    public ObjectProperty<@Nullable Path> runProperty() {
        return run;
    }

    /// The run that its model is compared with.
    public ObjectProperty<@Nullable Path> otherProperty() {
        return other;
    }

    public StepChoice checkpoints() {
        return checkpoints;
    }

    public ObjectProperty<VectorKind> kindProperty() {
        return kind;
    }

    /// [#USUAL] until a map tells which one that is.
    public IntegerProperty layerProperty() {
        return layer;
    }

    public ObjectProperty<MapMethod> methodProperty() {
        return method;
    }

    /// Whether the map has three dimensions.
    public BooleanProperty solidProperty() {
        return solid;
    }

    ReadOnlyObjectProperty<@Nullable Shown> mapProperty() {
        return map.getReadOnlyProperty();
    }

    /// What lies near what was asked last.
    ReadOnlyObjectProperty<@Nullable NearReply> nearProperty() {
        return near.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable PathReply> pathProperty() {
        return path.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable SimilarityReply> similarityProperty() {
        return similarity.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<WorkProgress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Whether a map can be asked for now.
    public ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }

    /// A sentence about what went wrong, or empty.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
