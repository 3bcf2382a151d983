package glassformer.ui.evaluate;

import glassformer.run.Evaluations;
import glassformer.run.Examined;
import glassformer.run.LabFile;
import glassformer.run.RunFolder;
import glassformer.run.StoredEvaluation;
import glassformer.task.Side;
import glassformer.task.TaskKind;
import glassformer.ui.common.Background;
import glassformer.ui.common.StepChoice;
import glassformer.ui.common.Texts;
import glassformer.ui.common.WorkProgress;
import glassformer.ui.lab.LabSession;
import glassformer.ui.worker.RunChooser;
import glassformer.ui.worker.WorkerLink;
import glassformer.ui.worker.WorkerListener;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Which run's checkpoint is evaluated on what, how far that is, and what was found. Evaluations that a run's folder
/// already holds are shown without computing anything.
public final class EvaluateViewModel implements WorkerListener {
    /// What a run holds besides its checkpoints.
    private record Held(List<String> names, boolean classifies) {
        static final Held NONE = new Held(List.of(), false);

        static Held of(RunFolder folder) {
            boolean classifies = LabFile.read(folder.labFile()).task() == TaskKind.CLASSIFICATION;
            return new Held(new Evaluations(folder.root()).names(), classifies);
        }
    }

    private final WorkerLink link;
    private final RunChooser<Held> chooser;
    private final Texts texts;
    private final Background.Slot reading;
    private final StepChoice checkpoints;
    private final ObservableList<String> names = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable Path> run;
    private final ObjectProperty<Examined> examined = new SimpleObjectProperty<>(this, "examined", Examined.VALIDATION);
    private final BooleanProperty baselines = new SimpleBooleanProperty(this, "baselines", false);
    private final ReadOnlyObjectWrapper<@Nullable StoredEvaluation> evaluation =
            new ReadOnlyObjectWrapper<>(this, "evaluation", null);
    private final ReadOnlyObjectWrapper<WorkProgress> progress =
            new ReadOnlyObjectWrapper<>(this, "progress", WorkProgress.NONE);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy", false);
    private final ReadOnlyBooleanWrapper classifies = new ReadOnlyBooleanWrapper(this, "classifies", false);
    private final ReadOnlyBooleanWrapper canEvaluate = new ReadOnlyBooleanWrapper(this, "canEvaluate", false);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyStringWrapper empty = new ReadOnlyStringWrapper(this, "empty", "");
    private boolean cancelled;
    private int question;

    /// @param runsFolder whose runs can be chosen
    public EvaluateViewModel(LabSession session, WorkerLink link, Background background, Texts texts, Path runsFolder) {
        this.link = link;
        this.texts = texts;
        this.chooser = new RunChooser<>(runsFolder, link, background, Held::of, Held.NONE, this::listed, problem::set);
        this.checkpoints = chooser.checkpoints();
        this.run = chooser.runProperty();
        this.reading = background.slot();
        link.addListener(this);
        run.subscribe((before, after) -> runChosen());
        checkpoints.chosenProperty().subscribe((before, after) -> refresh());
        chooser.follow(session);
        refresh();
        list();
    }

    /// Has the worker evaluate what is chosen.
    public void evaluate() {
        Path of = run.get();
        int step = checkpoints.chosen();
        if (of == null || step == StepChoice.NONE || busy.get()) return;
        int mine = ++question;
        cancelled = false;
        begin();
        var unused = link.evaluate(of, step, examined.get(), baselines.get()).whenComplete((judged, failure) -> {
            if (mine != question) return;
            end();
            if (failure == null) {
                list();
                show(judged.name());
            } else if (!cancelled) {
                problem.set(WorkerLink.sentence(failure));
            }
        });
    }

    /// Stops the evaluation that goes on.
    public void cancel() {
        if (!busy.get()) return;
        cancelled = true;
        var unused = link.cancelEvaluate();
    }

    /// Shows an evaluation that the run's folder holds.
    public void show(String name) {
        Path of = run.get();
        if (of == null) return;
        reading.run(
                () -> new Evaluations(of).read(name),
                read -> {
                    problem.set("");
                    evaluation.set(read);
                    refresh();
                },
                failure -> problem.set(WorkerLink.sentence(failure)));
    }

    private void begin() {
        problem.set("");
        busy.set(true);
        progress.set(new WorkProgress(texts.get("evaluate.starting"), -1));
        refresh();
    }

    private void end() {
        busy.set(false);
        progress.set(WorkProgress.NONE);
        refresh();
    }

    @Override
    public void evaluating(Phase event) {
        if (busy.get()) progress.set(new WorkProgress(event.sentence(), event.progress()));
    }

    private void runChosen() {
        if (busy.get()) cancel();
        question++;
        end();
        problem.set("");
        reading.cancel();
        evaluation.set(null);
        checkpoints.show(List.of());
        names.clear();
        refresh();
        list();
    }

    /// Looks which runs there are, and what the chosen one holds.
    public void list() {
        chooser.list();
    }

    private void listed(Held held) {
        classifies.set(held.classifies());
        if (!held.classifies()) baselines.set(false);
        if (!held.names().equals(names)) names.setAll(held.names());
        if (evaluation.get() == null && !names.isEmpty() && !busy.get()) show(preferred());
        refresh();
    }

    /// What was kept aside says most.
    private String preferred() {
        return names.stream()
                .filter(name -> name.startsWith(Side.VALIDATION.id()))
                .reduce((first, second) -> second)
                .orElse(names.getLast());
    }

    private void refresh() {
        canEvaluate.set(run.get() != null && checkpoints.chosen() != StepChoice.NONE && !busy.get());
        empty.set(texts.get(
                run.get() == null
                        ? "evaluate.empty.noRun"
                        : checkpoints.steps().isEmpty() ? "evaluate.empty.noCheckpoint" : "evaluate.empty.ready"));
    }

    /// The run whose model is evaluated; follows the one on show.
    public ObjectProperty<@Nullable Path> runProperty() {
        return run;
    }

    /// Those to choose from, the newest first.
    public ObservableList<Path> runs() {
        return chooser.runs();
    }

    public StepChoice checkpoints() {
        return checkpoints;
    }

    /// What it is evaluated on.
    public ObjectProperty<Examined> examinedProperty() {
        return examined;
    }

    /// Whether a classifier is compared with such that count words.
    public BooleanProperty baselinesProperty() {
        return baselines;
    }

    /// Whether the run is a classifier, which alone can be compared so.
    public ReadOnlyBooleanProperty classifiesProperty() {
        return classifies.getReadOnlyProperty();
    }

    /// The evaluations that the run's folder holds.
    public ObservableList<String> names() {
        return names;
    }

    /// The one on show, or null; then [#emptyProperty] says what to do.
    public ReadOnlyObjectProperty<@Nullable StoredEvaluation> evaluationProperty() {
        return evaluation.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<WorkProgress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canEvaluateProperty() {
        return canEvaluate.getReadOnlyProperty();
    }

    /// A sentence about what went wrong, or empty.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// The sentence in place of figures.
    public ReadOnlyStringProperty emptyProperty() {
        return empty.getReadOnlyProperty();
    }
}
