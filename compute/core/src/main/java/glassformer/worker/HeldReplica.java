package glassformer.worker;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import glassformer.engine.Batch;
import glassformer.engine.Engines;
import glassformer.engine.Evaluation;
import glassformer.engine.LearningRates;
import glassformer.engine.LocalReplica;
import glassformer.engine.ModelSession;
import glassformer.engine.ParallelSession;
import glassformer.engine.TrainedValues;
import glassformer.exchange.Safetensors;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The copy of a model that this worker holds for another process, on a thread of its own.
final class HeldReplica implements ReplicaService, AutoCloseable {
    private static final int CLOSE_SECONDS = 5;

    private final Engines engines;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("replica").daemon().factory());
    private @Nullable LocalReplica replica;
    private @Nullable SharedValues values;
    private int found;

    HeldReplica(Engines engines) {
        this.engines = engines;
    }

    @Override
    public CompletableFuture<WorkerService.Done> open(OpenReplica request) {
        return done(() -> {
            closeReplica();
            Engines.Located place = engines.locate(request.device());
            ModelSession session = place.engine()
                    .open(
                            RecordJson.read(request.blueprint(), Blueprint.class),
                            Safetensors.read(Path.of(request.weights())).weights(),
                            place.device());
            replica = new LocalReplica((ParallelSession) session);
        });
    }

    @Override
    public CompletableFuture<WorkerService.Done> start(StartReplica request) {
        return done(() -> {
            closeValues();
            replica().start(new LearningRates(request.rates()));
            values = SharedValues.open(Path.of(request.values()), request.bytes(), request.gradient());
            found = 0;
        });
    }

    @Override
    public CompletableFuture<WorkerService.Done> receive() {
        return done(() -> replica().receive(new TrainedValues.Host(values().moving())));
    }

    @Override
    public CompletableFuture<Found> accumulate(Part request) {
        return on(() -> {
            replica()
                    .accumulate(
                            RecordJson.read(request.batch(), Batch.class),
                            request.share(),
                            request.seed(),
                            request.last());
            List<Evaluation> losses = replica().losses();
            Evaluation evaluation = losses.get(found++);
            if (request.last()) {
                replica().gradient().copyTo(values().gradient());
            }
            return new Found(evaluation.loss(), evaluation.byHead());
        });
    }

    @Override
    public CompletableFuture<WorkerService.Done> forget() {
        return done(() -> {
            found = 0;
            replica().forget();
        });
    }

    private LocalReplica replica() {
        if (replica == null) {
            throw new BadInputException("There is no model to train here; open comes first.");
        }
        return replica;
    }

    private SharedValues values() {
        if (values == null) {
            throw new BadInputException("There is nothing to train here; start comes first.");
        }
        return values;
    }

    private CompletableFuture<WorkerService.Done> done(Runnable work) {
        return on(() -> {
            work.run();
            return new WorkerService.Done();
        });
    }

    private <T> CompletableFuture<T> on(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, thread);
    }

    private void closeReplica() {
        if (replica != null) {
            replica.close();
            replica = null;
        }
        closeValues();
    }

    private void closeValues() {
        if (values != null) {
            values.close();
            values = null;
        }
    }

    @Override
    public void close() {
        if (!thread.isShutdown()) {
            thread.execute(this::closeReplica);
        }
        thread.shutdown();
        try {
            thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
