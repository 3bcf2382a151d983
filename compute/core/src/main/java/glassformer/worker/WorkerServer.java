package glassformer.worker;

import glassformer.engine.Engines;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The worker's side of the connection. Lives until its input closes, which it does when the parent dies.
public final class WorkerServer {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerServer.class);

    private final String version;
    private final Engines engines;

    public WorkerServer(String version, Engines engines) {
        this.version = version;
        this.engines = engines;
    }

    /// Serves on this process's standard streams. From here on, whatever prints to standard output prints to
    /// standard error, since a stray line would break the protocol.
    public static void serveStandardStreams(String version, Engines engines) throws InterruptedException {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err);
        new WorkerServer(version, engines).serve(new FileInputStream(FileDescriptor.in), out);
    }

    /// Returns when the input has ended or a shutdown was asked for, and a training that ran has saved its
    /// checkpoint.
    public void serve(InputStream in, OutputStream out) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        try (LocalWorker worker = new LocalWorker(version, engines, ended::countDown)) {
            // A terminal's interrupt reaches this process, too: it ends as if the parent had gone.
            Thread hook = new Thread(worker::close, "interrupted");
            Runtime.getRuntime().addShutdownHook(hook);
            Launcher<WorkerEvents> launcher = Connection.of(WorkerEvents.class, worker, in, out);
            worker.connect(launcher.getRemoteProxy());
            Future<Void> listening = launcher.startListening();
            Thread.ofPlatform().daemon().name("listening").start(() -> {
                awaitEnd(listening);
                ended.countDown();
            });
            ended.await();
            removeHook(hook);
        }
    }

    private static void awaitEnd(Future<Void> listening) {
        try {
            listening.get();
        } catch (ExecutionException e) {
            LOG.warn("The connection failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Shutting down already: the hook does its work.
            LOG.debug("Interrupted", e);
        }
    }
}
