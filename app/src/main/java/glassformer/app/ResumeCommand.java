package glassformer.app;

import glassformer.run.RunFolder;
import glassformer.run.RunSummary;
import glassformer.run.TrainingRun;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "resume", description = "Goes on with a run from its newest whole checkpoint.")
final class ResumeCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "RUN", description = "The run's folder.")
    private Path run = Path.of("");

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Changes a setting on the way, as --set training.steps=2000 to train longer.")
    private Map<String, String> changed = new LinkedHashMap<>();

    @Option(names = "--device", paramLabel = "ID", description = "Where to train: auto, cpu, cuda:0.")
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
        int steps = new LabSource(new RunFolder(folder).lab(), folder)
                .with(changed)
                .lab()
                .training()
                .steps();
        Progress progress = new Progress(session.console(), steps);
        RunSummary summary;
        try {
            summary = TrainingRun.resume(
                    folder,
                    changed,
                    session.engines(),
                    progress,
                    session.interrupts().newTraining());
        } finally {
            progress.end();
        }
        return new SummaryPrinter(session.console()).print(summary, json);
    }
}
