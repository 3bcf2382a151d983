package glassformer.worker;

import glassformer.blueprint.Blueprint;
import glassformer.engine.Batch;
import glassformer.engine.Device;
import glassformer.engine.Evaluation;
import glassformer.engine.LearningRates;
import glassformer.engine.Replica;
import glassformer.engine.ReplicaLostException;
import glassformer.engine.TrainedValues;
import glassformer.engine.Weights;
import glassformer.exchange.Safetensors;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.jspecify.annotations.Nullable;

/// A copy of a model in a worker process of its own. Requests go out one after the other; their answers are waited for
/// in [#losses].
final class RemoteReplica implements Replica {
    private final Blueprint blueprint;
    private final WorkerProcess process;
    private final String name;
    private final Path folder;
    private final List<CompletableFuture<?>> asked = new ArrayList<>();
    private final List<CompletableFuture<ReplicaService.Found>> found = new ArrayList<>();
    private @Nullable SharedValues values;
    private int files;

    private RemoteReplica(Blueprint blueprint, WorkerProcess process, String name, Path folder) {
        this.blueprint = blueprint;
        this.process = process;
        this.name = name;
        this.folder = folder;
    }

    /// @param name   for sentences: "process 2 of 2"
    /// @param folder of its own, for files that both processes read
    static RemoteReplica open(
            WorkerProcess process, String name, Path folder, Blueprint blueprint, Weights weights, Device device) {
        RemoteReplica replica = new RemoteReplica(blueprint, process, name, folder);
        Path file = folder.resolve("model.safetensors");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            Safetensors.of(weights).write(out);
        } catch (IOException e) {
            replica.close();
            throw new UncheckedIOException(e);
        }
        replica.ask(service -> service.open(
                new ReplicaService.OpenReplica(RecordJson.write(blueprint), file.toString(), device.id())));
        return replica;
    }

    @Override
    public void start(LearningRates rates) {
        closeValues();
        long bytes = Float.BYTES * rates.trainable(blueprint);
        Path file = folder.resolve("values-" + ++files);
        try {
            SharedValues.create(file, 2 * bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        values = SharedValues.open(file, bytes, bytes);
        ask(service -> service.start(new ReplicaService.StartReplica(rates.factors(), file.toString(), bytes, bytes)));
    }

    @Override
    public void receive(TrainedValues moving) {
        moving.copyTo(values().moving());
        ask(ReplicaService::receive);
    }

    @Override
    public void accumulate(Batch microBatch, double share, long seed, boolean last) {
        found.add(ask(service ->
                service.accumulate(new ReplicaService.Part(RecordJson.write(microBatch), share, seed, last))));
    }

    @Override
    public List<Evaluation> losses() {
        List<CompletableFuture<?>> all = List.copyOf(asked);
        asked.clear();
        all.forEach(this::await);
        removeFiles(); // all that is needed is mapped
        return found.stream()
                .map(CompletableFuture::join)
                .map(one -> new Evaluation(one.loss(), one.byHead()))
                .toList();
    }

    @Override
    public TrainedValues gradient() {
        return new TrainedValues.Host(values().gradient());
    }

    @Override
    public void forget() {
        // What is still under way after a failure must not write a gradient later.
        asked.forEach(answer -> answer.handle((value, problem) -> true).join());
        asked.clear();
        found.clear();
        if (process.isAlive()) {
            ask(ReplicaService::forget);
        }
    }

    private <T> CompletableFuture<T> ask(Function<ReplicaService, CompletableFuture<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        process.failAtEnd(answer);
        asked.add(answer);
        try {
            var unused = question.apply(process.service().replica()).whenComplete((value, problem) -> {
                if (problem == null) {
                    answer.complete(value);
                } else if (Connection.cause(problem) instanceof ResponseErrorException e) {
                    answer.completeExceptionally(WorkerError.exception(e.getResponseError()));
                } else {
                    process.destroy(); // the pipe broke: the process's end says why
                }
            });
        } catch (RuntimeException e) {
            process.destroy();
        }
        return answer;
    }

    private void await(CompletableFuture<?> answer) {
        try {
            answer.join();
        } catch (CompletionException e) {
            throw switch (Connection.cause(e)) {
                case WorkerException gone -> new ReplicaLostException(name + " failed: " + sentence(gone));
                case RuntimeException other -> other;
                case Throwable other -> new IllegalStateException(other);
            };
        }
    }

    /// Inside another one.
    private static String sentence(WorkerException e) {
        String sentence = Objects.requireNonNull(e.getMessage());
        String open = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        return Character.toLowerCase(open.charAt(0)) + open.substring(1);
    }

    private SharedValues values() {
        return Objects.requireNonNull(values, "start comes first");
    }

    private void closeValues() {
        if (values != null) {
            values.close();
            values = null;
        }
    }

    /// A file that is mapped stays readable on Unix and undeletable on Windows, where it goes in the end.
    private void removeFiles() {
        try (Stream<Path> entries = Files.exists(folder) ? Files.list(folder) : Stream.<Path>of()) {
            entries.forEach(RemoteReplica::remove);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }

    @Override
    public void close() {
        process.destroyAsExpected();
        closeValues();
        removeFiles();
        remove(folder);
    }
}
