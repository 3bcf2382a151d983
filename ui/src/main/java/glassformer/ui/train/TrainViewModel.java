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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The run on show, read from its folder and then followed by the worker's events, and what can be done about it.
public final class TrainViewModel implements WorkerListener {
    private final LabSession session;
    private final WorkerLink link;
    private final Path runs;
    private final Background background;
    private final Background.Slot reading;
    private final Texts texts;
    private final Clock clock;
    private final RunCurves curves = new RunCurves();
    private final ObservableList<Sample> samples = FXCollections.observableArrayList();
    private final ObservableList<Sample> shownSamples = FXCollections.unmodifiableObservableList(samples);
    private final ReadOnlyObjectWrapper<@Nullable Path> run = new ReadOnlyObjectWrapper<>(this, "run", null);
    private final ReadOnlyObjectWrapper<TrainStage> stage = new ReadOnlyObjectWrapper<>(this, "stage", TrainStage.NONE);
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(this, "phase", Phase.NONE);
    private final ReadOnlyObjectWrapper<TrainProgress> progress =
            new ReadOnlyObjectWrapper<>(this, "progress", TrainProgress.of(curves, 0));
    private final ReadOnlyObjectWrapper<@Nullable Notice> notice = new ReadOnlyObjectWrapper<>(this, "notice", null);
    private final ReadOnlyObjectWrapper<@Nullable TrainSummary> summary =
            new ReadOnlyObjectWrapper<>(this, "summary", null);
    private final ReadOnlyBooleanWrapper canStart = new ReadOnlyBooleanWrapper(this, "canStart", true);
    private final ReadOnlyBooleanWrapper canPause = new ReadOnlyBooleanWrapper(this, "canPause", false);
    private final ReadOnlyBooleanWrapper canContinue = new ReadOnlyBooleanWrapper(this, "canContinue", false);
    private final ReadOnlyBooleanWrapper canStop = new ReadOnlyBooleanWrapper(this, "canStop", false);
    private final ReadOnlyBooleanWrapper canResume = new ReadOnlyBooleanWrapper(this, "canResume", false);
    private final ReadOnlyObjectWrapper<@Nullable Path> elsewhere =
            new ReadOnlyObjectWrapper<>(this, "elsewhere", null);
    private final List<Runnable> whileReading = new ArrayList<>();
    private int steps;
    private long parameters;
    private int checkpoint = RunContent.NO_CHECKPOINT;
    private boolean rewinding;
    private boolean changed;

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
        this.background = background;
        this.reading = background.slot();
        this.texts = texts;
        this.clock = clock;
        link.addListener(this);
        link.trainingProperty().subscribe(active -> trainingChanged());
        session.labProperty().subscribe(lab -> refreshActions());
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
        steps = lab.training().steps();
        begin(link.train(lab, session.folder(), folder));
    }

    /// Goes on from the newest checkpoint; a device and a number of steps that the lab has changed since count.
    public void resume() {
        Path folder = run.get();
        if (folder == null) return;
        notice.set(null);
        summary.set(null);
        rewinding = true;
        Map<String, String> changes = changes();
        if (changes.containsKey("training.steps"))
            steps = session.lab().training().steps();
        begin(link.resume(folder, changes));
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
        if (folder == null
                || stage.get() != TrainStage.ELSEWHERE
                || reading.busyProperty().get()) return;
        reading.run(() -> RunContent.read(folder), this::show, failure -> unreadable(WorkerLink.sentence(failure)));
    }

    /// Shows the run that is being trained in place of the one on show.
    public void showTraining() {
        Path folder = elsewhere.get();
        if (folder != null) session.runProperty().set(folder);
    }

    public RunCurves curves() {
        return curves;
    }

    /// The texts that continued the probe prompt, newest first.
    public ObservableList<Sample> samples() {
        return shownSamples;
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
        return progress.getReadOnlyProperty();
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
        return canStart.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canPauseProperty() {
        return canPause.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canContinueProperty() {
        return canContinue.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canStopProperty() {
        return canStop.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canResumeProperty() {
        return canResume.getReadOnlyProperty();
    }

    @Override
    public void phase(WorkerListener.Phase event) {
        whenShown(event.run(), () -> phase.set(new Phase(event.sentence(), event.progress())));
    }

    @Override
    public void stepped(Stepped event) {
        whenShown(event.run(), () -> {
            measured(event.step());
            curves.add(event);
        });
    }

    @Override
    public void evaluated(Evaluated event) {
        whenShown(event.run(), () -> {
            measured(event.step());
            curves.add(event);
        });
    }

    @Override
    public void sampled(Sampled event) {
        whenShown(event.run(), () -> {
            boolean known = !samples.isEmpty() && samples.getFirst().step() >= event.step();
            if (!known) samples.addFirst(new Sample(event.step(), event.prompt(), event.text()));
        });
    }

    @Override
    public void checkpointed(AtStep event) {
        whenShown(event.run(), () -> checkpoint = event.step());
    }

    @Override
    public void finished(Finished event) {
        whenShown(event.run(), () -> {
            parameters = event.parameters();
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
        reading.run(
                () -> RunContent.newestCheckpoint(folder),
                found -> {
                    checkpoint = found;
                    interrupted(sentence);
                },
                failure -> interrupted(sentence));
    }

    @Override
    public void caughtUp() {
        if (!changed) return;
        changed = false;
        progress.set(TrainProgress.of(curves, steps));
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
        rewinding = false;
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
        changed = true;
        caughtUp();
        if (folder != null) summary.set(TrainSummary.of(folder, stage.get(), curves, steps, parameters));
    }

    private void interrupted(String sentence) {
        String outlook = checkpoint == RunContent.NO_CHECKPOINT
                ? texts.get("train.interrupted.nothing")
                : texts.get("train.interrupted.kept", checkpoint);
        notice.set(new Notice(true, sentence + " " + outlook));
        showSummary();
        refreshActions();
    }

    /// A first measurement: the run's folder exists, so that the other pages can look at it.
    private void measured(int step) {
        changed = true;
        if (rewinding) {
            rewinding = false;
            curves.rewind(step);
            samples.removeIf(sample -> sample.step() >= step);
        }
        phase.set(Phase.NONE);
        session.runProperty().set(run.get());
    }

    private void whenShown(String name, Runnable event) {
        Path shown = run.get();
        if (shown == null || !shown.equals(Path.of(name))) return;
        if (stage.get() == TrainStage.READING) whileReading.add(event);
        else event.run();
    }

    private void trainingChanged() {
        ActiveTraining active = link.trainingProperty().get();
        Path shown = run.get();
        boolean here = active != null && active.run().equals(shown);
        if (here && stage.get() != TrainStage.READING) stage.set(TrainStage.of(active.stage()));
        elsewhere.set(active == null || here ? null : active.run());
        refreshActions();
    }

    private void refreshActions() {
        TrainStage now = stage.get();
        boolean free = link.trainingProperty().get() == null && now != TrainStage.READING;
        canStart.set(free);
        canPause.set(now == TrainStage.RUNNING);
        canContinue.set(now == TrainStage.PAUSED);
        canStop.set(now == TrainStage.PREPARING || now == TrainStage.RUNNING || now == TrainStage.PAUSED);
        canResume.set(free && checkpoint != RunContent.NO_CHECKPOINT && unfinished(now));
    }

    private boolean unfinished(TrainStage now) {
        return switch (now) {
            case STOPPED, FAILED, INTERRUPTED -> true;
            case FINISHED -> session.lab().training().steps() > steps;
            case NONE, READING, PREPARING, RUNNING, PAUSED, STOPPING, ELSEWHERE -> false;
        };
    }

    private Map<String, String> changes() {
        var changes = new HashMap<String, String>();
        int wanted = session.lab().training().steps();
        if (wanted > progress.get().step()) changes.put("training.steps", Integer.toString(wanted));
        String device = session.lab().training().device();
        if (!device.equals(DeviceChoice.AUTO)) changes.put("training.device", device);
        return changes;
    }

    private void runChosen(@Nullable Path folder) {
        Path shown = run.get();
        if (shown == null ? folder != null : !shown.equals(folder)) open(folder);
    }

    private void open(@Nullable Path folder) {
        reset(folder);
        if (folder == null) return;
        stage.set(TrainStage.READING);
        refreshActions();
        reading.run(() -> RunContent.read(folder), this::show, failure -> unreadable(WorkerLink.sentence(failure)));
    }

    private void reset(@Nullable Path folder) {
        reading.cancel();
        whileReading.clear();
        curves.clear();
        samples.clear();
        notice.set(null);
        summary.set(null);
        phase.set(Phase.NONE);
        steps = 0;
        parameters = 0;
        checkpoint = RunContent.NO_CHECKPOINT;
        rewinding = false;
        run.set(folder);
        stage.set(TrainStage.NONE);
        progress.set(TrainProgress.of(curves, 0));
        trainingChanged();
    }

    private void show(RunContent content) {
        boolean wentBack = content.status().step() < progress.get().step();
        if (wentBack) curves.clear();
        content.metrics().forEach(curves::add);
        if (!content.samples().reversed().equals(samples))
            samples.setAll(content.samples().reversed());
        steps = content.status().steps();
        parameters = content.status().parameters();
        checkpoint = content.checkpoint();
        stage.set(TrainStage.of(content.status()));
        trainingChanged();
        changed = true;
        caughtUp();
        whileReading.forEach(Runnable::run);
        whileReading.clear();
        switch (stage.get()) {
            case INTERRUPTED ->
                interrupted(texts.get("train.interrupted", progress.get().step()));
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
