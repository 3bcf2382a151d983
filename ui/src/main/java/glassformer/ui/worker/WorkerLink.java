package glassformer.ui.worker;

import glassformer.answer.Answered;
import glassformer.engine.KernelSource;
import glassformer.run.Examined;
import glassformer.run.Lab;
import glassformer.run.LabFile;
import glassformer.task.Side;
import glassformer.ui.common.PulseQueue;
import glassformer.ui.shell.WorkerState;
import glassformer.ui.worker.ActiveTraining.Stage;
import glassformer.worker.MapService;
import glassformer.worker.TextService;
import glassformer.worker.WorkerException;
import glassformer.worker.WorkerService;
import glassformer.worker.WorkerService.AblateReply;
import glassformer.worker.WorkerService.AblateRequest;
import glassformer.worker.WorkerService.Accepted;
import glassformer.worker.WorkerService.ActivationsReply;
import glassformer.worker.WorkerService.AttentionReply;
import glassformer.worker.WorkerService.CalibrateRequest;
import glassformer.worker.WorkerService.Calibration;
import glassformer.worker.WorkerService.CancelRequest;
import glassformer.worker.WorkerService.ContributionsReply;
import glassformer.worker.WorkerService.ContributionsRequest;
import glassformer.worker.WorkerService.Devices;
import glassformer.worker.WorkerService.Done;
import glassformer.worker.WorkerService.EvaluateRequest;
import glassformer.worker.WorkerService.ExportOrder;
import glassformer.worker.WorkerService.Exported;
import glassformer.worker.WorkerService.GenerateRequest;
import glassformer.worker.WorkerService.Generated;
import glassformer.worker.WorkerService.ImportOrder;
import glassformer.worker.WorkerService.ImportPlanned;
import glassformer.worker.WorkerService.Imported;
import glassformer.worker.WorkerService.Judged;
import glassformer.worker.WorkerService.KernelRequest;
import glassformer.worker.WorkerService.LensReply;
import glassformer.worker.WorkerService.LookReply;
import glassformer.worker.WorkerService.LookRequest;
import glassformer.worker.WorkerService.ModelRequest;
import glassformer.worker.WorkerService.OpenRequest;
import glassformer.worker.WorkerService.OpenedModel;
import glassformer.worker.WorkerService.PlaceRequest;
import glassformer.worker.WorkerService.RateReply;
import glassformer.worker.WorkerService.RateRequest;
import glassformer.worker.WorkerService.ResumeRequest;
import glassformer.worker.WorkerService.Score;
import glassformer.worker.WorkerService.ScoreRequest;
import glassformer.worker.WorkerService.TextRequest;
import glassformer.worker.WorkerService.TrainRequest;
import glassformer.worker.WorkerService.TrainingStatus;
import glassformer.worker.WorkerService.VariantsReply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The compute worker as the window sees it. Call from the window's thread; answers, events and property changes come
/// there, in the order in which the worker sent them, once a pulse.
///
/// The worker is started by the first question and again by the first one after it died. A question fails with
/// [glassformer.BadInputException], [glassformer.engine.DeviceUnavailableException],
/// [glassformer.train.TrainingFailedException] or [WorkerException], each with one sentence for people; see
/// [#sentence].
public final class WorkerLink implements AutoCloseable {
    private final PulseQueue<Runnable> arrived;
    private final WorkerConnection connection;
    private final List<WorkerListener> listeners = new CopyOnWriteArrayList<>();
    private final TrainingTracker training = new TrainingTracker();
    private final ReadOnlyObjectWrapper<WorkerState> state =
            new ReadOnlyObjectWrapper<>(this, "state", WorkerState.STOPPED);
    private final ReadOnlyObjectWrapper<@Nullable Devices> devices = new ReadOnlyObjectWrapper<>(this, "devices", null);
    private final ReadOnlyObjectWrapper<@Nullable String> death = new ReadOnlyObjectWrapper<>(this, "death", null);
    private @Nullable CompletableFuture<Devices> askedDevices;
    private int unanswered;

    /// @param nextPulse runs a task soon on the window's thread
    public WorkerLink(WorkerConnection.Opener opener, Executor nextPulse) {
        this.arrived = new PulseQueue<>(nextPulse, this::drain);
        this.connection = opener.open(relay(), sentence -> arrived.add(() -> died(sentence)));
        listeners.add(training);
        training.activeProperty().subscribe(active -> refresh());
    }

    private WorkerLink(WorkerConnection.Opener opener) {
        this.arrived = PulseQueue.forWindow(this::drain);
        this.connection = opener.open(relay(), sentence -> arrived.add(() -> died(sentence)));
        listeners.add(training);
        training.activeProperty().subscribe(active -> refresh());
    }

    /// In the window: a worker process that `command` starts.
    public static WorkerLink forWindow(List<String> command) {
        return new WorkerLink(WorkerConnection.process(command));
    }

    private EventRelay relay() {
        return new EventRelay(event -> arrived.add(() -> listeners.forEach(event)));
    }

    public ReadOnlyObjectProperty<WorkerState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// The training that goes on, or null.
    public ReadOnlyObjectProperty<@Nullable ActiveTraining> trainingProperty() {
        return training.activeProperty();
    }

    /// What can compute; null until [#loadDevices] was called and answered.
    public ReadOnlyObjectProperty<@Nullable Devices> devicesProperty() {
        return devices.getReadOnlyProperty();
    }

    /// How the last worker ended, in plain words; null once another one answers.
    public ReadOnlyObjectProperty<@Nullable String> deathProperty() {
        return death.getReadOnlyProperty();
    }

    public void addListener(WorkerListener listener) {
        listeners.add(listener);
    }

    public void removeListener(WorkerListener listener) {
        listeners.remove(listener);
    }

    /// Has the devices listed, once; this starts the worker, so ask only where they are shown.
    public CompletableFuture<Devices> loadDevices() {
        CompletableFuture<Devices> asked = askedDevices;
        if (asked != null && !asked.isCompletedExceptionally()) return asked;
        asked = ask(WorkerService::devices).thenApply(found -> {
            devices.set(found);
            return found;
        });
        askedDevices = asked;
        return asked;
    }

    /// Has them listed again, however often.
    public CompletableFuture<Devices> reloadDevices() {
        askedDevices = null;
        return loadDevices();
    }

    /// The devices of another machine, `ssh:HOST`; takes as long as ssh does.
    public CompletableFuture<Devices> devicesElsewhere(String place) {
        return ask(worker -> worker.devicesElsewhere(new PlaceRequest(place)));
    }

    /// Measures a device, for some seconds.
    public CompletableFuture<Score> score(String device) {
        return ask(worker -> worker.score(new ScoreRequest(device)));
    }

    /// Compiles a kernel for a device, for some seconds.
    ///
    /// @param name one of the device's
    public CompletableFuture<KernelSource> kernel(String device, String name) {
        return ask(worker -> worker.kernel(new KernelRequest(device, name)));
    }

    /// Starts a training into the folder `run`, which must be new.
    ///
    /// @param labFolder what a relative data path is relative to
    public CompletableFuture<Accepted> train(Lab lab, Path labFolder, Path run) {
        var request = new TrainRequest(LabFile.json(lab), labFolder.toString(), run.toString());
        return begin(run, worker -> worker.train(request));
    }

    /// Goes on from a checkpoint of the run.
    ///
    /// @param step    which; the newest that is whole where null
    /// @param changed settings to change on the way, by key, as typed
    public CompletableFuture<Accepted> resume(Path run, @Nullable Integer step, Map<String, String> changed) {
        var request = new ResumeRequest(run.toString(), step, changed);
        return begin(run, worker -> worker.resume(request));
    }

    public CompletableFuture<TrainingStatus> pause() {
        return ask(WorkerService::pause).thenApply(status -> {
            training.stage(Stage.PAUSED);
            return status;
        });
    }

    public CompletableFuture<TrainingStatus> unpause() {
        return ask(WorkerService::unpause).thenApply(status -> {
            training.stage(Stage.RUNNING);
            return status;
        });
    }

    /// Ends the training after the step in progress, with a checkpoint.
    public CompletableFuture<TrainingStatus> stop() {
        training.stage(Stage.STOPPING);
        return ask(WorkerService::stop);
    }

    /// Loads a checkpoint; see also [OpenModel], which keeps one open.
    ///
    /// @param step which checkpoint of a run; the newest where null
    public CompletableFuture<OpenedModel> open(Path folder, @Nullable Integer step, String device) {
        var request = new OpenRequest(folder.toString(), step, device);
        return ask(worker -> worker.open(request));
    }

    public CompletableFuture<Done> closeModel(String model) {
        return ask(worker -> worker.close(new ModelRequest(model)));
    }

    public CompletableFuture<AttentionReply> attention(String model, String text) {
        return ask(worker -> worker.attention(new TextRequest(model, text)));
    }

    /// What led to one head's weights.
    ///
    /// @param kind an id of [glassformer.engine.AttentionGroup.Kind]
    public CompletableFuture<LookReply> look(String model, String text, String kind, int layer, int head) {
        return ask(worker -> worker.look(new LookRequest(model, text, kind, layer, head)));
    }

    /// A head's weights if scores were computed in other ways.
    ///
    /// @param kind as for [#look]
    public CompletableFuture<VariantsReply> variants(String model, String text, String kind, int layer, int head) {
        return ask(worker -> worker.variants(new LookRequest(model, text, kind, layer, head)));
    }

    /// How what flows through the model is spread.
    public CompletableFuture<ActivationsReply> activations(String model, String text) {
        return ask(worker -> worker.activations(new TextRequest(model, text)));
    }

    /// What the model would say after each of its blocks.
    public CompletableFuture<LensReply> lens(String model, String text) {
        return ask(worker -> worker.lens(new TextRequest(model, text)));
    }

    /// @see glassformer.worker.WorkerService.ContributionsRequest
    public CompletableFuture<ContributionsReply> contributions(
            String model, String text, int position, @Nullable Integer token) {
        return ask(worker -> worker.contributions(new ContributionsRequest(model, text, position, token)));
    }

    /// What changes without a part.
    public CompletableFuture<AblateReply> ablate(String model, String text, String part) {
        return ask(worker -> worker.ablate(new AblateRequest(model, text, List.of(part))));
    }

    /// What the heads of a model that does not write say to a text.
    public CompletableFuture<Answered> answer(String model, String text) {
        return ask(worker -> worker.answer(new TextRequest(model, text)));
    }

    /// What models do with texts.
    public <T> CompletableFuture<T> texts(Function<TextService, CompletableFuture<T>> question) {
        return ask(worker -> question.apply(worker.texts()));
    }

    /// Where models put words; progress comes to the listeners.
    public <T> CompletableFuture<T> maps(Function<MapService, CompletableFuture<T>> question) {
        return ask(worker -> question.apply(worker.maps()));
    }

    /// Each token comes to the listeners before the answer does.
    public CompletableFuture<Generated> generate(GenerateRequest request) {
        return ask(worker -> worker.generate(request));
    }

    public CompletableFuture<Done> cancelGenerate(String id) {
        return ask(worker -> worker.cancelGenerate(new CancelRequest(id)));
    }

    /// Measures how long a training step of this lab takes on a device.
    ///
    /// @param device `auto` or a device's id
    public CompletableFuture<Calibration> calibrate(Lab lab, String device) {
        var request = new CalibrateRequest(LabFile.json(lab), device);
        return ask(worker -> worker.calibrate(request));
    }

    /// Searches for a lab's learning rate on its own data.
    ///
    /// @param folder what a relative `file:` source is relative to
    public CompletableFuture<RateReply> searchRate(Lab lab, Path folder) {
        var request = new RateRequest(LabFile.json(lab), folder.toString());
        return ask(worker -> worker.searchRate(request));
    }

    /// Judges a checkpoint and keeps what is found in the run's folder; progress comes as an event.
    ///
    /// @param step which; the run's result where null
    public CompletableFuture<Judged> evaluate(Path run, @Nullable Integer step, Examined examined) {
        return evaluate(run, step, examined, false);
    }

    /// @param baselines whether a classifier is compared with such that count words
    public CompletableFuture<Judged> evaluate(Path run, @Nullable Integer step, Examined examined, boolean baselines) {
        EvaluateRequest request =
                switch (examined) {
                    case Examined.Split(Side side) ->
                        new EvaluateRequest(run.toString(), step, side.id(), null, "auto", baselines);
                    case Examined.File(Path file) ->
                        new EvaluateRequest(run.toString(), step, null, file.toString(), "auto", baselines);
                };
        return ask(worker -> worker.evaluate(request));
    }

    /// Stops the evaluation that goes on.
    public CompletableFuture<Done> cancelEvaluate() {
        return ask(WorkerService::cancelEvaluate);
    }

    /// Writes a model as other tools open it; progress comes to the listeners.
    public CompletableFuture<Exported> export(ExportOrder order) {
        return ask(worker -> worker.export(order));
    }

    public CompletableFuture<Done> cancelExport(String id) {
        return ask(worker -> worker.cancelExport(new CancelRequest(id)));
    }

    /// Tells what an import would do.
    public CompletableFuture<ImportPlanned> planImport(ImportOrder order) {
        return ask(worker -> worker.planImport(order));
    }

    /// Makes a run of a model or lab from elsewhere; progress comes to the listeners.
    public CompletableFuture<Imported> importModel(ImportOrder order) {
        return ask(worker -> worker.importModel(order));
    }

    public CompletableFuture<Done> cancelImport(String id) {
        return ask(worker -> worker.cancelImport(new CancelRequest(id)));
    }

    /// Before the window closes: lets a running training save a checkpoint, then ends the worker, by force after
    /// `seconds`.
    public CompletableFuture<Void> shutdown(int seconds) {
        return connection.shutdown(seconds);
    }

    /// Ends the worker at once.
    @Override
    public void close() {
        connection.close();
    }

    /// What a failed question says to people.
    public static String sentence(Throwable problem) {
        Throwable cause = cause(problem);
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private static Throwable cause(Throwable problem) {
        return problem instanceof CompletionException && problem.getCause() != null
                ? cause(problem.getCause())
                : problem;
    }

    private CompletableFuture<Accepted> begin(Path run, Function<WorkerService, CompletableFuture<Accepted>> question) {
        // The first events may overtake the answer.
        ActiveTraining before = training.activeProperty().get();
        if (before == null) training.began(run);
        return ask(question).whenComplete((accepted, problem) -> {
            if (problem != null && before == null) training.ended();
        });
    }

    private <T> CompletableFuture<T> ask(Function<WorkerService, CompletableFuture<T>> question) {
        var answer = new CompletableFuture<T>();
        unanswered++;
        if (!connection.isRunning()) state.set(WorkerState.STARTING);
        else refresh();
        var unused = connection
                .ask(question)
                .whenComplete((value, problem) -> arrived.add(() -> {
                    unanswered--;
                    answered(problem);
                    if (problem == null) answer.complete(value);
                    else answer.completeExceptionally(cause(problem));
                }));
        return answer;
    }

    private void answered(@Nullable Throwable problem) {
        if (problem != null && cause(problem) instanceof WorkerException && !connection.isRunning()) {
            state.set(WorkerState.FAILED);
            return;
        }
        death.set(null);
        refresh();
    }

    private void died(String sentence) {
        askedDevices = null;
        death.set(sentence);
        state.set(WorkerState.FAILED);
        listeners.forEach(listener -> listener.died(sentence));
        state.set(WorkerState.FAILED);
    }

    private void refresh() {
        if (!connection.isRunning()) return;
        state.set(unanswered > 0 || training.activeProperty().get() != null ? WorkerState.BUSY : WorkerState.READY);
    }

    private void drain(List<Runnable> tasks) {
        for (Runnable task : tasks) {
            try {
                task.run();
            } catch (RuntimeException failure) {
                // One listener's failure must not lose the events that follow.
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
            }
        }
        listeners.forEach(WorkerListener::caughtUp);
    }
}
