package glassformer.ui.worker;

import glassformer.worker.WorkerClient;
import glassformer.worker.WorkerEvents;
import glassformer.worker.WorkerService;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/// What a [WorkerLink] talks through: a worker process, or in tests an object that answers like one.
public interface WorkerConnection extends AutoCloseable {
    /// Asks a question; starts the worker where none runs. The answer may come on any thread.
    <T> CompletableFuture<T> ask(Function<WorkerService, CompletableFuture<T>> question);

    boolean isRunning();

    /// Lets a running training save a checkpoint, then ends the worker, after `seconds` by force.
    CompletableFuture<Void> shutdown(int seconds);

    @Override
    void close();

    /// Makes the connection to a worker that reports to `events`, and to `died` when it ended unasked.
    @FunctionalInterface
    interface Opener {
        WorkerConnection open(WorkerEvents events, Consumer<String> died);
    }

    /// A worker process that `command` starts when it is first asked for something.
    static Opener process(List<String> command) {
        return (events, died) -> {
            var client = new WorkerClient(command, events, died);
            return new WorkerConnection() {
                @Override
                public <T> CompletableFuture<T> ask(Function<WorkerService, CompletableFuture<T>> question) {
                    return client.ask(question);
                }

                @Override
                public boolean isRunning() {
                    return client.isRunning();
                }

                @Override
                public CompletableFuture<Void> shutdown(int seconds) {
                    return client.shutdown(seconds);
                }

                @Override
                public void close() {
                    client.close();
                }
            };
        };
    }
}
