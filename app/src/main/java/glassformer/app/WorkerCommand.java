package glassformer.app;

import glassformer.worker.WorkerServer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "worker",
        description = "Computes for a window, over JSON-RPC on the standard streams; ends when its input closes.")
final class WorkerCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--share",
            paramLabel = "DIR",
            description = "For a client on another machine: the folder that it may read and write.")
    private @Nullable Path share;

    @Option(
            names = "--silence",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description =
                    "With --share: when a client that says nothing is taken for gone (default: ${DEFAULT-VALUE}).")
    private int silence;

    WorkerCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        WorkerServer server = new WorkerServer(Version.current(), session.engines(), session.runs(), session.runs());
        (share == null ? server : server.sharing(share, silence)).serveStandardStreams();
        return ExitCode.DONE;
    }
}
