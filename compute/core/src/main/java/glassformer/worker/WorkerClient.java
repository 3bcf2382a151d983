package glassformer.worker;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.jspecify.annotations.Nullable;

/// The window's side: starts a worker when first asked for something, and again after it died. No method
/// waits; answers come on threads of this client.
///
/// A question fails with [glassformer.BadInputException], [glassformer.engine.DeviceUnavailableException],
/// [glassformer.train.TrainingFailedException] or, when the worker dies over it, [WorkerException], each with
/// one sentence for people.
public final class WorkerClient implements AutoCloseable {
    private final List<String> command;
    private final WorkerEvents events;
    private final Consumer<String> died;
    /// Sends questions in order, so that a full pipe never holds up who asks.
    private final ExecutorService sender = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("worker-client").factory());

    private final boolean restarts;

    private volatile @Nullable WorkerProcess process;
    private volatile boolean closed;

    /// @param command how to start the worker: java, its flags and class path, the main class, `worker`; or
    ///                `ssh HOST glassformer worker`
    /// @param died    hears one sentence when a worker has ended without having been told to
    public WorkerClient(List<String> command, WorkerEvents events, Consumer<String> died) {
        this(command, events, died, true);
    }

    private WorkerClient(List<String> command, WorkerEvents events, Consumer<String> died, boolean restarts) {
        this.command = List.copyOf(command);
        this.events = events;
        this.died = died;
        this.restarts = restarts;
    }

    /// A client of one worker: once it has ended, every question fails.
    public static WorkerClient once(List<String> command, WorkerEvents events, Consumer<String> died) {
        return new WorkerClient(command, events, died, false);
    }

    /// Asks a question, `client.ask(worker -> worker.devices())`. Starts the worker where none runs.
    public <T> CompletableFuture<T> ask(Function<WorkerService, CompletableFuture<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (closed) {
            answer.completeExceptionally(new WorkerException("The worker was closed."));
            return answer;
        }
        sender.execute(() -> send(question, answer));
        return answer;
    }

    public boolean isRunning() {
        WorkerProcess current = process;
        return current != null && current.isAlive();
    }

    /// The process, where one runs.
    public @Nullable Long pid() {
        WorkerProcess current = process;
        return current != null && current.isAlive() ? current.pid() : null;
    }

    /// Ends the worker at once; a training that runs can be resumed from its last checkpoint. The next
    /// question starts a new worker.
    public void stop() {
        WorkerProcess current = process;
        if (current != null) {
            current.destroyAsExpected();
        }
    }

    /// Lets a running training save a checkpoint, then ends the worker; destroys it after `seconds`.
    public CompletableFuture<Void> shutdown(int seconds) {
        WorkerProcess current = process;
        if (current == null || !current.isAlive()) {
            return CompletableFuture.completedFuture(null);
        }
        current.expectEnd();
        return ask(WorkerService::shutdown).orTimeout(seconds, TimeUnit.SECONDS).handle((done, problem) -> {
            current.destroyAsExpected();
            return null;
        });
    }

    @Override
    public void close() {
        closed = true;
        stop();
        sender.shutdown();
    }

    private <T> void send(Function<WorkerService, CompletableFuture<T>> question, CompletableFuture<T> answer) {
        try {
            WorkerProcess worker = running();
            worker.failAtEnd(answer);
            var unused = question.apply(worker.service()).whenComplete((value, problem) -> {
                if (problem == null) {
                    answer.complete(value);
                } else if (Connection.cause(problem) instanceof ResponseErrorException e) {
                    answer.completeExceptionally(WorkerError.exception(e.getResponseError()));
                } else {
                    // The pipe broke: the process's end says why.
                    worker.destroy();
                }
            });
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private WorkerProcess running() {
        WorkerProcess current = process;
        if (current != null && current.isAlive()) {
            return current;
        }
        if (current != null && !restarts) {
            throw new WorkerException("The worker has ended.");
        }
        try {
            WorkerProcess started = WorkerProcess.start(command, events);
            process = started;
            if (closed) {
                started.destroyAsExpected();
            }
            var unused = started.ended().thenAccept(sentence -> {
                if (!started.wasExpected()) {
                    died.accept(sentence);
                }
            });
            return started;
        } catch (IOException e) {
            throw new WorkerException("The compute process could not be started: " + e.getMessage() + ".", e);
        }
    }
}
