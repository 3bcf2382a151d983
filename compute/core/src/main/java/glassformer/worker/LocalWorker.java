package glassformer.worker;

import glassformer.BadInputException;
import glassformer.answer.Answered;
import glassformer.engine.Engines;
import glassformer.engine.KernelSource;
import glassformer.run.Lab;
import glassformer.run.LabFile;
import glassformer.run.LabRateSearch;
import glassformer.run.RunListener;
import glassformer.run.Runs;
import glassformer.train.RateSearch;
import glassformer.train.TrainingControl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Does what [WorkerService] asks for in this process: one thread trains, another uses models, others evaluate, export,
/// find devices and move files, so none waits for the others.
final class LocalWorker implements WorkerService, AutoCloseable {
    private static final int CLOSE_SECONDS = 120;

    private final String version;
    private final Engines engines;
    private final OtherMachines machines;
    private final SharedFolder shared;
    private final Runnable disconnect;
    private final ExecutorService modelThread = Executors.newSingleThreadExecutor(named("models"));
    private final ExecutorService deviceThread = Executors.newSingleThreadExecutor(named("devices"));
    private final ExecutorService evaluationThread = Executors.newSingleThreadExecutor(named("evaluation"));
    private final ExecutorService fileThread = Executors.newSingleThreadExecutor(named("files"));
    private final ExecutorService exportThread = Executors.newSingleThreadExecutor(named("exports"));
    private final Exports exports;
    private final Imports imports;
    private final Models models;
    private final Evaluating evaluating;
    private final Training training;
    private final HeldReplica replica;
    private final LocalMaps maps;
    private volatile WorkerEvents events = new WorkerEvents() {};

    /// @param runs     where trainings happen
    /// @param machines what computes elsewhere
    /// @param shared   what a client on another machine may read and write
    LocalWorker(
            String version,
            Engines engines,
            Runs runs,
            OtherMachines machines,
            SharedFolder shared,
            Runnable disconnect) {
        this.version = version;
        this.engines = engines;
        this.machines = machines;
        this.shared = shared;
        this.disconnect = disconnect;
        this.exports = new Exports(engines, () -> events);
        this.imports = new Imports(() -> events);
        this.models = new Models(engines, () -> events);
        this.evaluating = new Evaluating(engines, () -> events);
        this.training = new Training(runs, () -> events);
        this.replica = new HeldReplica(engines);
        this.maps = new LocalMaps(engines, () -> events);
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
            List<DeviceInfo> devices = new ArrayList<>();
            engines.devices().stream().map(DeviceInfo::of).forEach(devices::add);
            machines.known().forEach(place -> devices.add(new DeviceInfo(place, OTHER_MACHINE, "", 0)));
            return new Devices(devices, engines.failures());
        });
    }

    @Override
    public CompletableFuture<Devices> devicesElsewhere(PlaceRequest request) {
        return on(deviceThread, () -> machines.devices(request.place()));
    }

    @Override
    public CompletableFuture<Score> score(ScoreRequest request) {
        return request.device().startsWith(OTHER_MACHINE + ":")
                ? on(deviceThread, () -> machines.score(request.device()))
                : on(modelThread, () -> DeviceScores.measure(engines.locate(request.device())));
    }

    @Override
    public CompletableFuture<KernelSource> kernel(KernelRequest request) {
        return request.device().startsWith(OTHER_MACHINE + ":")
                ? on(deviceThread, () -> machines.kernel(request.device(), request.name()))
                : on(modelThread, () -> engines.locate(request.device()).kernel(request.name()));
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
    public CompletableFuture<VariantsReply> variants(LookRequest request) {
        return on(modelThread, () -> models.insides().variants(request));
    }

    @Override
    public CompletableFuture<ActivationsReply> activations(TextRequest request) {
        return on(modelThread, () -> models.insides().activations(request));
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
            if (request.device().startsWith(OTHER_MACHINE + ":")) {
                throw new BadInputException("How long a step takes on another machine is seen when it trains there.");
            }
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
    public CompletableFuture<Judged> evaluate(EvaluateRequest request) {
        return on(evaluationThread, () -> evaluating.evaluate(request));
    }

    @Override
    public CompletableFuture<Done> cancelEvaluate() {
        return now(evaluating::cancel);
    }

    @Override
    public CompletableFuture<Root> root() {
        return now(shared::where);
    }

    @Override
    public CompletableFuture<Listing> list(FolderRequest request) {
        return on(fileThread, () -> shared.list(request.folder()));
    }

    @Override
    public CompletableFuture<Piece> read(ReadRequest request) {
        return on(fileThread, () -> shared.read(request));
    }

    @Override
    public CompletableFuture<Done> write(WriteRequest request) {
        return on(fileThread, () -> shared.write(request));
    }

    @Override
    public CompletableFuture<Done> remove(FolderRequest request) {
        return on(fileThread, () -> shared.remove(request.folder()));
    }

    @Override
    public CompletableFuture<Hash> hash(FileRequest request) {
        return on(fileThread, () -> shared.hash(request.file()));
    }

    @Override
    public ReplicaService replica() {
        return replica;
    }

    @Override
    public MapService maps() {
        return maps;
    }

    @Override
    public TextService texts() {
        return models.texts(modelThread);
    }

    @Override
    public CompletableFuture<Exported> export(ExportOrder request) {
        exports.expect(request.id());
        return on(exportThread, () -> exports.export(request));
    }

    @Override
    public CompletableFuture<Done> cancelExport(CancelRequest request) {
        return now(() -> exports.cancel(request.id()));
    }

    @Override
    public CompletableFuture<ImportPlanned> planImport(ImportOrder request) {
        return on(exportThread, () -> imports.plan(request));
    }

    @Override
    public CompletableFuture<Imported> importModel(ImportOrder request) {
        imports.expect(request.id());
        return on(exportThread, () -> imports.run(request));
    }

    @Override
    public CompletableFuture<Done> cancelImport(CancelRequest request) {
        return now(() -> imports.cancel(request.id()));
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
    public void close() {
        close(CLOSE_SECONDS);
    }

    /// As [#close()], but waits at most so long.
    synchronized void close(int seconds) {
        models.cancelAll();
        evaluating.cancel();
        evaluationThread.shutdown();
        exports.cancelAll();
        imports.cancelAll();
        training.close(seconds);
        if (!modelThread.isShutdown()) {
            modelThread.execute(models::closeAll);
        }
        modelThread.shutdown();
        deviceThread.shutdown();
        fileThread.shutdown();
        replica.close();
        maps.close();
        exportThread.shutdown();
        try {
            exportThread.awaitTermination(10, TimeUnit.SECONDS);
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
