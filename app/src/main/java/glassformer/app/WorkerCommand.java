package glassformer.app;

import glassformer.worker.WorkerServer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "worker",
        description = "Computes for a window, over JSON-RPC on the standard streams; ends when its input closes.")
final class WorkerCommand implements Callable<Integer> {
    private final Session session;

    WorkerCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        WorkerServer.serveStandardStreams(Version.current(), session.engines());
        return ExitCode.DONE;
    }
}
