package glassformer.remote;

import glassformer.engine.DeviceUnavailableException;
import glassformer.worker.WorkerClient;
import glassformer.worker.WorkerException;
import glassformer.worker.WorkerFiles;
import glassformer.worker.WorkerService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// A connection to a worker on another machine that is spoken to at least every few seconds, so that both ends notice
/// a line that was cut. Every method waits for its answer.
final class RemoteWorker implements AutoCloseable {
    private static final int HEARTBEAT_SECONDS = 5;
    private static final int NOT_FOUND = 127;

    private final String host;
    private final WorkerClient client;
    private final RemoteEvents events = new RemoteEvents();
    private final String root;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("remote-heartbeat").factory());

    private RemoteWorker(Ssh ssh, String host, String version) {
        this.host = host;
        client = WorkerClient.once(ssh.worker(host), events, events::lost);
        try {
            WorkerService.Hello hello = ask(WorkerService::hello);
            if (!hello.version().equals(version)) {
                throw new DeviceUnavailableException(host + " has Glassformer " + hello.version() + ", but this is "
                        + version + ": both ends need the same.");
            }
            root = ask(WorkerFiles::root).path();
        } catch (WorkerException e) {
            close();
            throw new DeviceUnavailableException(reason(host, String.valueOf(e.getMessage())), e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        var unused = heart.scheduleWithFixedDelay(this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    }

    private void beat() {
        var unused = client.ask(WorkerService::hello)
                .orTimeout(2L * Ssh.SILENCE_SECONDS, TimeUnit.SECONDS)
                .whenComplete((hello, problem) -> {
                    if (problem instanceof TimeoutException) {
                        client.stop(); // every question that waits fails, so that the machine is tried again
                    }
                });
    }

    /// @throws DeviceUnavailableException where the machine cannot be reached or has no such Glassformer
    static RemoteWorker connect(Ssh ssh, String host, String version) {
        return new RemoteWorker(ssh, host, version);
    }

    /// What ssh says, without our own words around it.
    static String plain(String ended) {
        int colon = ended.indexOf("exit code 255: ");
        String why = colon < 0 ? ended : ended.substring(colon + "exit code 255: ".length());
        return why.strip().replaceAll("[.\\r]+$", "");
    }

    private static String reason(String host, String ended) {
        if (ended.contains("exit code " + NOT_FOUND)) {
            return "There is no Glassformer on " + host + ": `ssh " + host
                    + " glassformer --version` must work, or it must lie in ~/glassformer there.";
        }
        return host + " cannot be reached by ssh (" + plain(ended) + "): `ssh " + host
                + "` must work without a question.";
    }

    RemoteEvents events() {
        return events;
    }

    /// The folder at the far end that files are exchanged in, as that system writes it.
    String root() {
        return root;
    }

    /// @throws WorkerException where the connection is lost before the answer
    <T> T ask(Function<WorkerService, CompletableFuture<T>> question) {
        try {
            return client.ask(question).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        heart.shutdownNow();
        client.close();
    }

    /// Lets the worker end by itself.
    void leave() {
        heart.shutdownNow();
        var unused = client.shutdown(10).whenComplete((done, problem) -> client.close());
    }
}
