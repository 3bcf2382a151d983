package glassformer.app;

import glassformer.run.LabRateSearch;
import glassformer.train.RateSearch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "find-rate",
        description =
                "Searches for a lab's learning rate: a few steps at higher and higher rates until the loss explodes.")
final class FindRateCommand implements Callable<Integer> {
    private static final int ROWS = 12;

    private final Session session;

    @Parameters(paramLabel = "LAB", description = "A sample's name, a folder with a lab.json, or such a file.")
    private String lab = "";

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Changes a setting, as --set training.batchSize=8. Can be given several times.")
    private Map<String, String> changed = new LinkedHashMap<>();

    @Option(names = "--steps", paramLabel = "N", defaultValue = "100", description = "How many steps at most.")
    private int steps;

    @Option(names = "--from", paramLabel = "RATE", defaultValue = "1e-6", description = "The lowest rate.")
    private double from;

    @Option(names = "--to", paramLabel = "RATE", defaultValue = "1", description = "The highest rate.")
    private double to;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    FindRateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        LabSource source = LabSource.find(lab, session.samples()).with(changed);
        RateSearch search = new RateSearch(steps, from, to);
        Progress progress = new Progress(session.console(), 0);
        RateSearch.Found found;
        try {
            found = LabRateSearch.of(
                    source.lab(),
                    source.folder(),
                    search,
                    session.engines(),
                    progress,
                    session.interrupts().newTraining());
        } finally {
            progress.end();
        }
        if (json) {
            session.console()
                    .out()
                    .println(new JsonLine()
                            .with("suggested", found.suggested())
                            .with("exploded", found.exploded())
                            .with("steps", found.points().size()));
        } else {
            print(found);
        }
        return ExitCode.DONE;
    }

    private void print(RateSearch.Found found) {
        List<RateSearch.Point> points = found.points();
        session.console().out().printf(Locale.ROOT, "Learning rate   Loss%n");
        int every = Math.max(1, points.size() / ROWS);
        for (int i = 0; i < points.size(); i++) {
            if (i % every == 0 || i == points.size() - 1) {
                RateSearch.Point point = points.get(i);
                session.console().out().printf(Locale.ROOT, "%-13.3g   %.4f%n", point.learningRate(), point.loss());
            }
        }
        session.console()
                .out()
                .printf(
                        Locale.ROOT,
                        found.exploded() ? "The loss exploded at the last of these.%n" : "The loss never exploded.%n");
        session.console()
                .out()
                .printf(
                        Locale.ROOT,
                        "Suggested: %.2g, a tenth of where the loss was least (--set training.optimizer.learningRate=%.2g)%n",
                        found.suggested(),
                        found.suggested());
    }
}
