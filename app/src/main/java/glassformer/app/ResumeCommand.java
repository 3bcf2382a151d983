package glassformer.app;

import glassformer.run.RunFolder;
import glassformer.run.RunSummary;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "resume", description = "Goes on with a run from a checkpoint.")
final class ResumeCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "RUN", description = "The run's folder.")
    private Path run = Path.of("");

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Changes a setting on the way, as --set training.steps=2000 to train longer.")
    private Map<String, String> changed = new LinkedHashMap<>();

    @Option(
            names = "--step",
            paramLabel = "N",
            description = "From which checkpoint; what came after it is removed. Without it: the newest that is whole.")
    private @Nullable Integer step;

    @Option(names = "--list", description = "Lists the run's checkpoints and what they take on the disk, and ends.")
    private boolean list;

    @Option(
            names = "--device",
            paramLabel = "ID",
            description = "Where to train: auto, cpu, cuda:0; several together: cuda:0+cuda:1; processes: cpu*2;"
                    + " another machine: ssh:HOST, ssh:HOST/cuda:0.")
    private @Nullable String device;

    @Option(names = "--json", description = "Prints the summary as one JSON object.")
    private boolean json;

    ResumeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (device != null) {
            changed.put("training.device", device);
        }
        Path folder = session.current().resolve(run);
        if (list) {
            new CheckpointList(session.console(), new RunFolder(folder)).print(json);
            return ExitCode.DONE;
        }
        int steps = new LabSource(new RunFolder(folder).lab(), folder)
                .with(changed)
                .lab()
                .training()
                .steps();
        Progress progress = new Progress(session.console(), steps);
        RunSummary summary;
        try {
            summary = session.runs()
                    .resume(
                            folder,
                            step,
                            changed,
                            progress,
                            session.interrupts().newTraining());
        } finally {
            progress.end();
        }
        return new SummaryPrinter(session.console()).print(summary, json);
    }
}
