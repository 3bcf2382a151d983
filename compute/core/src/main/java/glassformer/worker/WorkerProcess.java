package glassformer.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One worker process from start to end.
final class WorkerProcess {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);
    private static final int KEPT_LINES = 40;

    private final Process process;
    private final Launcher<WorkerService> launcher;
    private final Thread errorReader;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final Set<CompletableFuture<?>> waiting = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<String> ended;
    private volatile boolean expected;

    private WorkerProcess(Process process, WorkerEvents events) {
        this.process = process;
        this.launcher = Connection.of(WorkerService.class, events, process.getInputStream(), process.getOutputStream());
        this.errorReader = Thread.ofPlatform().daemon().name("worker-errors").start(this::readErrors);
        this.ended = process.onExit().thenApplyAsync(this::farewell);
        var unused = ended.thenAccept(this::failWaiting);
        var unusedToo = launcher.startListening();
    }

    static WorkerProcess start(List<String> command, WorkerEvents events) throws IOException {
        return start(command, events, Map.of());
    }

    /// @param environment in addition to this process's
    static WorkerProcess start(List<String> command, WorkerEvents events, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        // Native compute threads that spin for long while they wait starve the window on a machine with few cores.
        builder.environment().putIfAbsent("GOMP_SPINCOUNT", "20000");
        return new WorkerProcess(builder.start(), events);
    }

    WorkerService service() {
        return launcher.getRemoteProxy();
    }

    /// Completes after the process's end with a sentence about it.
    CompletableFuture<String> ended() {
        return ended;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /// From now on its end is no news.
    void expectEnd() {
        expected = true;
    }

    boolean wasExpected() {
        return expected;
    }

    void destroy() {
        process.destroyForcibly();
    }

    void destroyAsExpected() {
        expected = true;
        process.destroyForcibly();
    }

    /// Lets an answer that has not come when the process ends fail with how it ended.
    void failAtEnd(CompletableFuture<?> answer) {
        waiting.add(answer);
        var unused = answer.whenComplete((value, problem) -> waiting.remove(answer));
        if (ended.isDone()) {
            failWaiting(ended.join());
        }
    }

    private void failWaiting(String sentence) {
        waiting.forEach(answer -> answer.completeExceptionally(new WorkerException(sentence)));
    }

    private String farewell(Process gone) {
        try {
            errorReader.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (lastLines) {
            return expected
                    ? "The compute process was ended."
                    : WorkerDeath.sentence(gone.exitValue(), List.copyOf(lastLines));
        }
    }

    private void readErrors() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (lastLines) {
                    lastLines.addLast(line);
                    if (lastLines.size() > KEPT_LINES) {
                        lastLines.removeFirst();
                    }
                }
            }
        } catch (IOException e) {
            LOG.debug("The worker's error stream broke off", e);
        }
    }
}
