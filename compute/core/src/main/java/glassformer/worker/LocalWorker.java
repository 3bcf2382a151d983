package glassformer.worker;

import glassformer.BadInputException;
import glassformer.answer.Answered;
import glassformer.engine.Engines;
import glassformer.run.Lab;
import glassformer.run.LabFile;
import glassformer.run.LabRateSearch;
import glassformer.run.RunListener;
import glassformer.train.RateSearch;
import glassformer.train.TrainingControl;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Does what [WorkerService] asks for in this process: one thread trains, another uses models, a third finds
/// devices, so none waits for the others.
final class LocalWorker implements WorkerService, AutoCloseable {
    private static final int CLOSE_SECONDS = 120;

    private final String version;
    private final Engines engines;
    private final Runnable disconnect;
    private final ExecutorService modelThread = Executors.newSingleThreadExecutor(named("models"));
    private final ExecutorService deviceThread = Executors.newSingleThreadExecutor(named("devices"));
    private final Models models;
    private final Training training;
    private volatile WorkerEvents events = new WorkerEvents() {};

    LocalWorker(String version, Engines engines, Runnable disconnect) {
        this.version = version;
        this.engines = engines;
        this.disconnect = disconnect;
        this.models = new Models(engines, () -> events);
        this.training = new Training(engines, () -> events);
    }

    void connect(WorkerEvents remote) {
        this.events = remote;
    }

    @Override
    public CompletableFuture<Hello> hello() {
        return CompletableFuture.completedFuture(new Hello(
                version, Runtime.version().toString(), ProcessHandle.current().pid()));
    }

    @Override
    public CompletableFuture<Devices> devices() {
        return on(deviceThread, () -> {
            List<DeviceInfo> devices = engines.devices().stream()
                    .map(Engines.Located::device)
                    .map(d -> new DeviceInfo(d.id(), d.engine(), d.name(), d.memoryBytes()))
                    .toList();
            return new Devices(devices, engines.failures());
        });
    }

    @Override
    public CompletableFuture<Accepted> train(TrainRequest request) {
        return now(() -> training.start(request));
    }

    @Override
    public CompletableFuture<Accepted> resume(ResumeRequest request) {
        return now(() -> training.resume(request));
    }

    @Override
    public CompletableFuture<TrainingStatus> pause() {
        return now(training::pause);
    }

    @Override
    public CompletableFuture<TrainingStatus> unpause() {
        return now(training::unpause);
    }

    @Override
    public CompletableFuture<TrainingStatus> stop() {
        return now(training::stop);
    }

    @Override
    public CompletableFuture<TrainingStatus> status() {
        return now(training::status);
    }

    @Override
    public CompletableFuture<OpenedModel> open(OpenRequest request) {
        return on(modelThread, () -> models.open(request));
    }

    @Override
    public CompletableFuture<Done> close(ModelRequest request) {
        return on(modelThread, () -> models.close(request.model()));
    }

    @Override
    public CompletableFuture<AttentionReply> attention(TextRequest request) {
        return on(modelThread, () -> models.attention(request));
    }

    @Override
    public CompletableFuture<LookReply> look(LookRequest request) {
        return on(modelThread, () -> models.insides().look(request));
    }

    @Override
    public CompletableFuture<LensReply> lens(TextRequest request) {
        return on(modelThread, () -> models.insides().lens(request));
    }

    @Override
    public CompletableFuture<ContributionsReply> contributions(ContributionsRequest request) {
        return on(modelThread, () -> models.insides().contributions(request));
    }

    @Override
    public CompletableFuture<AblateReply> ablate(AblateRequest request) {
        return on(modelThread, () -> models.insides().ablate(request));
    }

    @Override
    public CompletableFuture<Answered> answer(TextRequest request) {
        return on(modelThread, () -> models.answer(request));
    }

    @Override
    public CompletableFuture<Generated> generate(GenerateRequest request) {
        models.expect(request.id());
        return on(modelThread, () -> models.generate(request));
    }

    @Override
    public CompletableFuture<Done> cancelGenerate(CancelRequest request) {
        return now(() -> models.cancel(request.id()));
    }

    @Override
    public CompletableFuture<Calibration> calibrate(CalibrateRequest request) {
        return on(modelThread, () -> {
            Lab lab = LabFile.parse(request.lab(), "the lab");
            return Calibrator.measure(lab, engines.locate(request.device()));
        });
    }

    @Override
    public CompletableFuture<RateReply> searchRate(RateRequest request) {
        return on(modelThread, () -> {
            RateSearch.Found found = LabRateSearch.of(
                    LabFile.parse(request.lab(), "the lab"),
                    Path.of(request.folder()),
                    RateSearch.USUAL,
                    engines,
                    RunListener.SILENT,
                    new TrainingControl());
            return new RateReply(
                    found.points().stream()
                            .map(point -> new RatePoint(point.learningRate(), point.loss()))
                            .toList(),
                    found.suggested(),
                    found.exploded());
        });
    }

    @Override
    public CompletableFuture<Done> shutdown() {
        // The answer has to leave before the connection closes.
        CompletableFuture<Done> answer = new CompletableFuture<>();
        Thread.ofPlatform().name("shutdown").start(() -> {
            training.close(CLOSE_SECONDS);
            answer.complete(new Done());
            disconnect.run();
        });
        return answer;
    }

    /// Stops a training and waits for its checkpoint.
    @Override
    public synchronized void close() {
        models.cancelAll();
        training.close(CLOSE_SECONDS);
        if (!modelThread.isShutdown()) {
            modelThread.execute(models::closeAll);
        }
        modelThread.shutdown();
        deviceThread.shutdown();
        try {
            modelThread.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static java.util.concurrent.ThreadFactory named(String name) {
        return Thread.ofPlatform().name(name).daemon().factory();
    }

    private static <T> CompletableFuture<T> on(ExecutorService thread, Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, thread);
    }

    private static <T> CompletableFuture<T> now(Supplier<T> work) {
        try {
            return CompletableFuture.completedFuture(work.get());
        } catch (BadInputException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
