package glassformer.worker;

import glassformer.engine.Engines;
import glassformer.run.Runs;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The worker's side of the connection. Lives until its input closes, which it does when the parent dies.
public final class WorkerServer {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerServer.class);
    /// A client that is gone no longer reads, either, so that a training may wait for ever to tell what it did.
    private static final int LOST_SECONDS = 15;

    private final String version;
    private final Engines engines;
    private final Runs runs;
    private final OtherMachines machines;
    private final SharedFolder shared;
    private final int silence;

    /// For a client on this machine.
    ///
    /// @param runs where trainings happen
    public WorkerServer(String version, Engines engines, Runs runs) {
        this(version, engines, runs, OtherMachines.NONE);
    }

    /// @param machines what computes elsewhere
    public WorkerServer(String version, Engines engines, Runs runs, OtherMachines machines) {
        this(version, engines, runs, machines, SharedFolder.NONE, 0);
    }

    private WorkerServer(
            String version, Engines engines, Runs runs, OtherMachines machines, SharedFolder shared, int silence) {
        this.version = version;
        this.engines = engines;
        this.runs = runs;
        this.machines = machines;
        this.shared = shared;
        this.silence = silence;
    }

    /// For a client on another machine.
    ///
    /// @param shared  the folder that it may read and write, made when first written to
    /// @param silence seconds after which a client that says nothing is taken for gone: a line that was cut closes
    // no
    ///                stream
    public WorkerServer sharing(Path shared, int silence) {
        return new WorkerServer(version, engines, runs, machines, new SharedFolder(shared), silence);
    }

    /// Serves on this process's standard streams. From here on, whatever prints to standard output prints to
    /// standard error, since a stray line would break the protocol.
    public void serveStandardStreams() throws InterruptedException {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err);
        serve(new FileInputStream(FileDescriptor.in), out);
    }

    /// Returns when the input has ended or a shutdown was asked for, and a training that ran has saved its
    /// checkpoint.
    public void serve(InputStream in, OutputStream out) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        try (LocalWorker worker = new LocalWorker(version, engines, runs, machines, shared, ended::countDown)) {
            // A terminal's interrupt reaches this process, too: it ends as if the parent had gone.
            Thread hook = new Thread(worker::close, "interrupted");
            Runtime.getRuntime().addShutdownHook(hook);
            HeardStream heard = new HeardStream(in);
            Launcher<WorkerEvents> launcher = Connection.of(WorkerEvents.class, worker, heard, out);
            worker.connect(launcher.getRemoteProxy());
            Future<Void> listening = launcher.startListening();
            Thread.ofPlatform().daemon().name("listening").start(() -> {
                awaitEnd(listening);
                ended.countDown();
            });
            if (silence == 0) {
                ended.await();
            } else {
                while (!ended.await(1, TimeUnit.SECONDS)) {
                    if (heard.silentSeconds() > silence) {
                        LOG.warn("The client has said nothing for {} s", silence);
                        worker.close(LOST_SECONDS);
                        // A step that waits to be heard, or still computes, would hold up an orderly end for ever.
                        Runtime.getRuntime().halt(1);
                    }
                }
            }
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
