package glassformer.ui.train;

import glassformer.run.Outlier;
import glassformer.run.ResumePlan;
import glassformer.run.RunFolder;
import glassformer.ui.common.Background;
import glassformer.ui.common.StepChoice;
import glassformer.ui.common.Texts;
import glassformer.ui.shell.Dialogs;
import glassformer.ui.worker.Workbench;
import glassformer.ui.worker.WorkerLink;
import glassformer.ui.worker.WorkerListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The checkpoints of the run on show: from which to go on, what they take on the disk, and their deletion. Asks before
/// anything is lost.
public final class UpkeepViewModel implements WorkerListener {
    private final TrainViewModel train;
    private final Workbench bench;
    private final Texts texts;
    private final Background.Slot reading;
    private final StepChoice checkpoints = new StepChoice();
    private final ReadOnlyObjectWrapper<@Nullable Upkeep> upkeep = new ReadOnlyObjectWrapper<>(this, "upkeep", null);
    private final ReadOnlyBooleanWrapper canChoose = new ReadOnlyBooleanWrapper(this, "canChoose", false);
    private final ReadOnlyBooleanWrapper canResume = new ReadOnlyBooleanWrapper(this, "canResume", false);
    private final ObservableList<Outlier> outliers = FXCollections.observableArrayList();

    public UpkeepViewModel(TrainViewModel train, Workbench bench) {
        this.train = train;
        this.bench = bench;
        this.texts = bench.texts();
        this.reading = bench.background().slot();
        bench.link().addListener(this);
        train.runProperty().subscribe(run -> {
            forget();
            read();
        });
        train.stageProperty().subscribe(stage -> {
            refresh();
            read();
        });
        train.canResumeProperty().subscribe(can -> refresh());
        train.canStartProperty().subscribe(can -> refresh());
        checkpoints.chosenProperty().subscribe(step -> refresh());
    }

    /// Whether there is more than one checkpoint to go on from.
    public ReadOnlyBooleanProperty canChooseProperty() {
        return canChoose.getReadOnlyProperty();
    }

    /// A finished run goes on where it gets more steps, or from an earlier checkpoint.
    public ReadOnlyBooleanProperty canResumeProperty() {
        return canResume.getReadOnlyProperty();
    }

    /// From which checkpoint [#resume] goes on.
    public StepChoice checkpoints() {
        return checkpoints;
    }

    ReadOnlyObjectProperty<@Nullable Upkeep> upkeepProperty() {
        return upkeep.getReadOnlyProperty();
    }

    /// Batches whose loss stood out, newest first.
    public ObservableList<Outlier> outliers() {
        return outliers;
    }

    /// Goes on from the chosen checkpoint. Asks where that loses later ones.
    public void resume() {
        Path run = train.runProperty().get();
        if (run == null) return;
        Integer step = isNewest() ? null : Integer.valueOf(checkpoints.chosen());
        bench.background()
                .run(
                        () -> ResumePlan.of(run, step, train.changes()),
                        plan -> {
                            if (run.equals(train.runProperty().get()) && mayGo(plan, step != null)) {
                                train.resume(step, said(plan));
                            }
                        },
                        failure -> train.tell(new Notice(true, WorkerLink.sentence(failure))));
    }

    /// Asks, then deletes the chosen checkpoint.
    public void deleteCheckpoint() {
        Path run = train.runProperty().get();
        int step = checkpoints.chosen();
        if (run == null || step == StepChoice.NONE) return;
        String shown = texts.format().whole(step);
        var question = new Dialogs.Question(
                texts.get("upkeep.delete.checkpoint.title", shown),
                texts.get("upkeep.delete.checkpoint.text"),
                texts.get("upkeep.delete.action"),
                true);
        if (bench.dialogs().confirm(question)) {
            delete(() -> new RunFolder(run).deleteCheckpoint(step), () -> train.reopen(run));
        }
    }

    /// Asks, then deletes the run with all that it holds.
    public void deleteRun() {
        Path run = train.runProperty().get();
        if (run == null) return;
        var question = new Dialogs.Question(
                texts.get("upkeep.delete.run.title", TrainHeader.shortName(run)),
                texts.get("upkeep.delete.run.text"),
                texts.get("upkeep.delete.action"),
                true);
        if (bench.dialogs().confirm(question)) {
            delete(
                    () -> new RunFolder(run).delete(),
                    () -> bench.session().runProperty().set(null));
        }
    }

    @Override
    public void checkpointed(AtStep event) {
        if (isShown(event.run())) read();
    }

    @Override
    public void outlier(StoodOut event) {
        if (!isShown(event.run())) return;
        outliers.addFirst(new Outlier(event.step(), or(event.loss()), or(event.mean()), event.texts()));
    }

    private static double or(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    private void delete(Runnable work, Runnable then) {
        bench.background()
                .run(
                        () -> {
                            work.run();
                            return true;
                        },
                        done -> then.run(),
                        failure -> train.tell(new Notice(true, WorkerLink.sentence(failure))));
    }

    private boolean mayGo(ResumePlan plan, boolean chosen) {
        // What comes after the newest whole checkpoint is damaged or half done: it is trained again, nothing is lost.
        if (!chosen || plan.later().isEmpty() && plan.laterSteps() == 0) return true;
        String step = texts.format().whole(plan.checkpoint().step());
        String lost = plan.later().isEmpty()
                ? texts.get("upkeep.resume.lost.steps", texts.format().whole(plan.laterSteps()))
                : texts.get(
                        "upkeep.resume.lost",
                        texts.format().whole(plan.laterSteps()),
                        UpkeepTexts.steps(plan.later(), texts));
        String text = String.join("\n", Objects.requireNonNull(UpkeepTexts.with(lost, said(plan))));
        return bench.dialogs()
                .confirm(new Dialogs.Question(
                        texts.get("upkeep.resume.title", step), text, texts.get("train.resume"), true));
    }

    private List<String> said(ResumePlan plan) {
        return UpkeepTexts.said(plan, texts);
    }

    private void refresh() {
        boolean finished = train.stageProperty().get() == TrainStage.FINISHED
                && train.canStartProperty().get();
        boolean can = train.canResumeProperty().get();
        canChoose.set((can || finished) && checkpoints.steps().size() > 1);
        canResume.set(can || finished && !isNewest());
    }

    private boolean isNewest() {
        List<Integer> steps = checkpoints.steps();
        return steps.isEmpty() || checkpoints.chosen() == steps.getLast();
    }

    private boolean isShown(String run) {
        return Path.of(run).equals(train.runProperty().get());
    }

    private void forget() {
        reading.cancel();
        upkeep.set(null);
        checkpoints.show(List.of());
        outliers.clear();
    }

    private void read() {
        Path run = train.runProperty().get();
        if (run == null || train.stageProperty().get() == TrainStage.READING) return;
        reading.run(
                () -> Upkeep.read(run),
                found -> {
                    checkpoints.show(found.steps());
                    outliers.setAll(found.outliers().reversed());
                    upkeep.set(found);
                    refresh();
                },
                failure -> {}); // the page says already what is wrong with a run
    }
}
