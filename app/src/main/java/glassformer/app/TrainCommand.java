package glassformer.app;

import glassformer.engine.Precision;
import glassformer.remote.RemotePlace;
import glassformer.run.Lab;
import glassformer.run.RunSummary;
import glassformer.worker.Calibrator;
import glassformer.worker.WorkerService;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "train", description = "Trains a lab into a new run folder.")
final class TrainCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "LAB", description = "A sample's name, a folder with a lab.json, or such a file.")
    private String lab = "";

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Changes a setting, as --set training.steps=200. Can be given several times.")
    private Map<String, String> changed = new LinkedHashMap<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The run's folder: new or empty. Without it: runs/<lab name>-<date-time>.")
    private @Nullable Path out;

    @Option(
            names = "--device",
            paramLabel = "ID",
            description = "Where to train: auto, cpu, cuda:0; several together: cuda:0+cuda:1; processes: cpu*2;"
                    + " another machine: ssh:HOST, ssh:HOST/cuda:0.")
    private @Nullable String device;

    @Option(names = "--json", description = "Prints the summary as one JSON object.")
    private boolean json;

    TrainCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (device != null) {
            changed.put("training.device", device);
        }
        LabSource source = LabSource.find(lab, session.samples()).with(changed);
        source.lab().validate();
        Path run = out == null
                ? RunPlace.of(session.current(), source.lab().name(), LocalDateTime.now())
                : session.current().resolve(out);
        compare(source.lab());
        Progress progress =
                new Progress(session.console(), source.lab().training().steps());
        RunSummary summary;
        try {
            summary = session.runs()
                    .start(
                            source.lab(),
                            source.folder(),
                            run,
                            progress,
                            session.interrupts().newTraining());
        } finally {
            progress.end();
        }
        return new SummaryPrinter(session.console()).print(summary, json);
    }

    /// Whether a low precision pays depends on the processor, so it is measured.
    private void compare(Lab lab) {
        Precision precision = lab.training().computation().precision();
        if (!precision.isLow() || RemotePlace.names(lab.training().device())) {
            return;
        }
        WorkerService.Calibration found =
                Calibrator.measure(lab, session.engines().locate(lab.training().device()));
        Double float32 = found.float32Milliseconds();
        if (float32 != null) {
            session.console()
                    .err()
                    .printf(
                            Locale.ROOT,
                            "A step takes %.1f ms in %s and %.1f ms in float32, measured here just now%s.%n",
                            found.millisecondsPerStep(),
                            precision.id(),
                            float32,
                            found.millisecondsPerStep() > float32
                                    ? ": " + precision.id() + " is slower on " + found.device()
                                    : "");
        }
    }
}
