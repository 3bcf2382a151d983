package glassformer.ui.train;

import glassformer.BadInputException;
import glassformer.run.Lab;
import glassformer.run.Sample;
import glassformer.ui.common.Background;
import glassformer.ui.common.Texts;
import glassformer.ui.lab.LabSession;
import glassformer.ui.worker.ActiveTraining;
import glassformer.ui.worker.WorkerLink;
import glassformer.ui.worker.WorkerListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The run on show, read from its folder and then followed by the worker's events, and what can be done about it.
public final class TrainViewModel implements WorkerListener {
    private final LabSession session;
    private final WorkerLink link;
    private final Path runs;
    private final RunReading reading;
    private final Texts texts;
    private final Clock clock;
    private final ShownRun shown = new ShownRun();
    private final TrainActions actions = new TrainActions();
    private final ReadOnlyObjectWrapper<@Nullable Path> run = new ReadOnlyObjectWrapper<>(this, "run", null);
    private final ReadOnlyObjectWrapper<TrainStage> stage = new ReadOnlyObjectWrapper<>(this, "stage", TrainStage.NONE);
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(this, "phase", Phase.NONE);
    private final ReadOnlyObjectWrapper<@Nullable Notice> notice = new ReadOnlyObjectWrapper<>(this, "notice", null);
    private final ReadOnlyObjectWrapper<@Nullable TrainSummary> summary =
            new ReadOnlyObjectWrapper<>(this, "summary", null);
    private final ReadOnlyObjectWrapper<@Nullable Path> elsewhere =
            new ReadOnlyObjectWrapper<>(this, "elsewhere", null);

    /// What is done before the first step.
    ///
    /// @param progress from 0 to 1; negative where unknown
    public record Phase(String sentence, double progress) {
        static final Phase NONE = new Phase("", -1);
    }

    /// @param runs where the folders of new runs are made
    public TrainViewModel(
            LabSession session, WorkerLink link, Path runs, Background background, Texts texts, Clock clock) {
        this.session = session;
        this.link = link;
        this.runs = runs;
        this.reading = new RunReading(background);
        this.texts = texts;
        this.clock = clock;
        link.addListener(this);
        link.trainingProperty().subscribe(active -> trainingChanged());
        session.labProperty().subscribe(lab -> {
            refreshActions();
            planAhead();
        });
        session.runProperty().subscribe(this::runChosen);
    }

    /// Trains the lab of the session into a new run.
    public void start() {
        Lab lab = session.lab();
        try {
            lab.validate();
        } catch (BadInputException e) {
            notice.set(new Notice(true, String.valueOf(e.getMessage())));
            return;
        }
        Path folder = RunName.in(runs, lab.name(), LocalDateTime.now(clock));
        reset(folder);
        shown.plan(lab.training());
        shown.continuesProperty().set(RunContent.continues(lab));
        begin(link.train(lab, session.folder(), folder));
    }

    /// Goes on from a checkpoint; a device and a number of steps that the lab has changed since count.
    ///
    /// @param step which; the newest that is whole where null
    /// @param said what the person should know of it, a line each
    void resume(@Nullable Integer step, List<String> said) {
        Path folder = run.get();
        if (folder == null) return;
        notice.set(said.isEmpty() ? null : new Notice(false, String.join("\n", said)));
        summary.set(null);
        shown.rewindAtNext(true);
        Map<String, String> changes = changes();
        if (changes.containsKey("training.steps")) shown.plan(session.lab().training());
        begin(link.resume(folder, step, changes));
    }

    void tell(Notice news) {
        notice.set(news);
    }

    /// Reads the run's folder again, which has changed.
    void reopen(Path folder) {
        if (folder.equals(run.get())) open(folder);
    }

    public void pause() {
        told(link.pause());
    }

    public void goOn() {
        told(link.unpause());
    }

    public void stop() {
        told(link.stop());
    }

    /// Reads again what another process trains; nothing for a run that this window trains or that has ended.
    public void follow() {
        Path folder = run.get();
        if (folder == null || stage.get() != TrainStage.ELSEWHERE || reading.isBusy()) return;
        reading.read(folder, this::show, this::unreadable);
    }

    /// Shows the run that is being trained in place of the one on show.
    public void showTraining() {
        Path folder = elsewhere.get();
        if (folder != null) session.runProperty().set(folder);
    }

    public RunCurves curves() {
        return shown.curves();
    }

    /// What the model said to the probe prompt, newest first.
    public ObservableList<Sample> samples() {
        return shown.samples();
    }

    /// Whether the samples go on with the prompt; otherwise they answer it.
    public ObservableBooleanValue continuesProperty() {
        return shown.continuesProperty();
    }

    /// The folder of the run on show; it may not exist yet while the stage is [TrainStage#PREPARING].
    public ReadOnlyObjectProperty<@Nullable Path> runProperty() {
        return run.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<TrainStage> stageProperty() {
        return stage.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<TrainProgress> progressProperty() {
        return shown.progressProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Notice> noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    /// What came of the run; null until it has ended.
    public ReadOnlyObjectProperty<@Nullable TrainSummary> summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /// The run that is being trained while another one is on show, or null.
    public ReadOnlyObjectProperty<@Nullable Path> elsewhereProperty() {
        return elsewhere.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canStartProperty() {
        return actions.startProperty();
    }

    public ReadOnlyBooleanProperty canPauseProperty() {
        return actions.pauseProperty();
    }

    public ReadOnlyBooleanProperty canContinueProperty() {
        return actions.goOnProperty();
    }

    public ReadOnlyBooleanProperty canStopProperty() {
        return actions.stopProperty();
    }

    public ReadOnlyBooleanProperty canResumeProperty() {
        return actions.resumeProperty();
    }

    @Override
    public void phase(WorkerListener.Phase event) {
        whenShown(event.run(), () -> phase.set(new Phase(event.sentence(), event.progress())));
    }

    @Override
    public void stepped(Stepped event) {
        whenShown(event.run(), () -> {
            measured();
            shown.add(event);
        });
    }

    @Override
    public void evaluated(Evaluated event) {
        whenShown(event.run(), () -> {
            measured();
            shown.add(event);
        });
    }

    @Override
    public void sampled(Sampled event) {
        whenShown(event.run(), () -> shown.add(event));
    }

    @Override
    public void checkpointed(AtStep event) {
        whenShown(event.run(), () -> shown.checkpointAt(event.step()));
    }

    @Override
    public void noticed(Noticed event) {
        whenShown(event.run(), () -> notice.set(new Notice(false, event.sentence())));
    }

    @Override
    public void finished(Finished event) {
        whenShown(event.run(), () -> {
            shown.hasParameters(event.parameters());
            ended(event.state().equals("stopped") ? TrainStage.STOPPED : TrainStage.FINISHED);
        });
    }

    @Override
    public void failed(Failed event) {
        whenShown(event.run(), () -> broke(event.sentence()));
    }

    @Override
    public void died(String sentence) {
        Path folder = run.get();
        if (folder == null || !stage.get().isLive()) return;
        stage.set(TrainStage.INTERRUPTED);
        refreshActions();
        notice.set(new Notice(true, sentence));
        reading.newestCheckpoint(
                folder,
                found -> {
                    shown.checkpointAt(found);
                    interrupted(sentence);
                },
                () -> interrupted(sentence));
    }

    @Override
    public void caughtUp() {
        shown.catchUp();
    }

    private void begin(CompletableFuture<?> answer) {
        phase.set(new Phase(texts.get("train.phase.worker"), -1));
        trainingChanged();
        var unused = answer.whenComplete((accepted, problem) -> {
            if (problem != null) broke(WorkerLink.sentence(problem));
        });
    }

    private void told(CompletableFuture<?> answer) {
        var unused = answer.whenComplete((status, problem) -> {
            if (problem != null && stage.get().isLive()) notice.set(new Notice(true, WorkerLink.sentence(problem)));
        });
    }

    /// The training could not begin, or failed.
    private void broke(String sentence) {
        shown.rewindAtNext(false);
        Path folder = run.get();
        if (folder != null && Files.isDirectory(folder)) {
            ended(TrainStage.FAILED);
        } else {
            // Nothing was made: the page shows again what it showed before.
            open(session.runProperty().get());
        }
        notice.set(new Notice(true, sentence));
    }

    private void ended(TrainStage how) {
        stage.set(how);
        showSummary();
        refreshActions();
    }

    private void showSummary() {
        Path folder = run.get();
        if (folder != null) summary.set(shown.summary(folder, stage.get()));
    }

    private void interrupted(String sentence) {
        String outlook = shown.hasCheckpoint()
                ? texts.get("train.interrupted.kept", shown.checkpoint())
                : texts.get("train.interrupted.nothing");
        notice.set(new Notice(true, sentence + " " + outlook));
        showSummary();
        refreshActions();
    }

    /// A first measurement: the run's folder exists, so that the other pages can look at it.
    private void measured() {
        phase.set(Phase.NONE);
        session.runProperty().set(run.get());
    }

    private void whenShown(String name, Runnable event) {
        if (!Path.of(name).equals(run.get())) return;
        if (stage.get() == TrainStage.READING) reading.keep(event);
        else event.run();
    }

    private void trainingChanged() {
        ActiveTraining active = link.trainingProperty().get();
        boolean here = active != null && active.run().equals(run.get());
        if (here && stage.get() != TrainStage.READING) stage.set(TrainStage.of(active.stage()));
        elsewhere.set(active == null || here ? null : active.run());
        refreshActions();
    }

    private void refreshActions() {
        actions.refresh(
                stage.get(),
                link.trainingProperty().get() != null,
                shown.hasCheckpoint(),
                session.lab().training().steps() > shown.steps());
    }

    /// Settings to resume with, by key, as typed.
    Map<String, String> changes() {
        var changes = new HashMap<String, String>();
        int wanted = session.lab().training().steps();
        if (wanted > shown.progressProperty().get().step()) changes.put("training.steps", Integer.toString(wanted));
        String device = session.lab().training().device();
        if (!device.equals(DeviceChoice.AUTO)) changes.put("training.device", device);
        return changes;
    }

    private void runChosen(@Nullable Path folder) {
        if (!Objects.equals(run.get(), folder)) open(folder);
    }

    private void open(@Nullable Path folder) {
        reset(folder);
        if (folder == null) return;
        stage.set(TrainStage.READING);
        refreshActions();
        reading.read(folder, this::show, this::unreadable);
    }

    private void reset(@Nullable Path folder) {
        reading.cancel();
        shown.clear();
        notice.set(null);
        summary.set(null);
        phase.set(Phase.NONE);
        run.set(folder);
        stage.set(TrainStage.NONE);
        trainingChanged();
        planAhead();
    }

    /// While no run is on show, the curves tell what the lab's would be.
    private void planAhead() {
        if (run.get() != null) return;
        try {
            shown.plan(session.lab().training());
        } catch (BadInputException e) {
            shown.clear(); // the Build page says what is wrong
        }
    }

    private void show(RunContent content) {
        shown.read(content);
        stage.set(TrainStage.of(content.status()));
        trainingChanged();
        reading.runKept();
        shown.catchUp();
        switch (stage.get()) {
            case INTERRUPTED ->
                interrupted(texts.get(
                        "train.interrupted", shown.progressProperty().get().step()));
            case FAILED -> {
                String message = content.status().message();
                notice.set(new Notice(true, message == null ? texts.get("train.failed") : message));
                showSummary();
            }
            case ELSEWHERE -> notice.set(new Notice(false, texts.get("train.elsewhere.process")));
            case STOPPED, FINISHED -> showSummary();
            case NONE, READING, PREPARING, RUNNING, PAUSED, STOPPING -> {}
        }
        refreshActions();
    }

    private void unreadable(String sentence) {
        stage.set(TrainStage.NONE);
        refreshActions();
        notice.set(new Notice(true, sentence));
    }
}
