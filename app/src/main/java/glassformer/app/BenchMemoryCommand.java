package glassformer.app;

import glassformer.BadInputException;
import glassformer.run.RunListener;
import glassformer.run.RunStatus;
import glassformer.run.RunSummary;
import glassformer.run.TrainingRun;
import glassformer.train.TrainingEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Whether a long training keeps to the memory that it took at first: evaluations, probes and checkpoints included.
@Command(name = "memory", description = "Trains a lab and tells how much memory the process holds as it goes.")
final class BenchMemoryCommand implements Callable<Integer> {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int POINTS = 6;

    private final Session session;

    @Parameters(paramLabel = "LAB", arity = "0..1", defaultValue = "wordnet-gpt", description = "The lab to train.")
    private String lab = "";

    @Option(names = "--steps", defaultValue = "3000", description = "Training steps (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    BenchMemoryCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isReadable(STATUS)) {
            throw new BadInputException("bench memory reads " + STATUS + ", which only Linux has.");
        }
        if (steps < POINTS) {
            throw new BadInputException("--steps is " + steps + ", but must be at least " + POINTS + ".");
        }
        LabSource source =
                LabSource.find(lab, session.samples()).with(Map.of("training.steps", Integer.toString(steps)));
        Readings readings = new Readings();
        try (TemporaryFolder folder = TemporaryFolder.create("memory")) {
            RunSummary summary = TrainingRun.start(
                    source.lab(),
                    source.folder(),
                    folder.path().resolve("run"),
                    session.engines(),
                    readings,
                    session.interrupts().newTraining());
            if (summary.state() != RunStatus.State.FINISHED) {
                return ExitCode.INTERRUPTED;
            }
        }
        print(readings.megabytes);
        return ExitCode.DONE;
    }

    private void print(Map<Integer, Long> megabytes) {
        if (json) {
            JsonLine line = new JsonLine();
            megabytes.forEach((step, size) -> line.with("step" + step + ".MB", size));
            session.console().out().println(line);
            return;
        }
        megabytes.forEach(
                (step, size) -> session.console().out().printf(Locale.ROOT, "after step %6d: %6d MB%n", step, size));
        List<Long> sizes = List.copyOf(megabytes.values());
        session.console()
                .out()
                .printf(
                        Locale.ROOT,
                        "from the first to the last of these: %+.1f %%%n",
                        100.0 * (sizes.getLast() - sizes.getFirst()) / sizes.getFirst());
    }

    private final class Readings implements RunListener {
        private final Map<Integer, Long> megabytes = new LinkedHashMap<>();

        @Override
        public void phase(String sentence, double progress) {}

        @Override
        public void event(TrainingEvent event) {
            if (event instanceof TrainingEvent.Stepped stepped && stepped.step() % (steps / POINTS) == 0) {
                megabytes.put(stepped.step(), residentMegabytes());
            }
        }
    }

    private static long residentMegabytes() {
        try {
            return Files.readAllLines(STATUS).stream()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0)
                    / 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
