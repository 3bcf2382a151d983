package glassformer.app;

import glassformer.BadInputException;
import glassformer.run.ComparedRun;
import glassformer.run.Race;
import glassformer.run.RunComparison;
import glassformer.run.RunStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "compare", description = "Compares runs: in which settings they differ, and what came of each.")
final class CompareCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "RUN", arity = "1..*", description = "Folders of runs or of races.")
    private List<Path> folders = List.of();

    @Option(
            names = "--picture",
            paramLabel = "FILE",
            description = "Writes the curves over each other: FILE.png, FILE.svg or FILE.csv.")
    private @Nullable Path picture;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    CompareCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (picture != null) {
            PictureFile.check(picture);
        }
        List<Path> runs = runs();
        if (runs.size() < 2) {
            throw new BadInputException("A comparison needs at least two runs.");
        }
        RunComparison comparison =
                RunComparison.of(runs.stream().map(ComparedRun::read).toList());
        if (json) {
            session.console().out().println(json(comparison));
        } else {
            print(comparison);
        }
        if (picture != null) {
            Path file = session.current().resolve(picture);
            PictureFile.draw(runs, file);
            session.console().err().println("Picture         " + file);
        }
        return ExitCode.DONE;
    }

    private List<Path> runs() {
        Set<Path> runs = new LinkedHashSet<>();
        for (Path folder : folders) {
            Path place = session.current().resolve(folder).normalize();
            if (Race.isRace(place)) {
                Race.open(place).results().stream()
                        .map(result -> result.run())
                        .filter(Files::isDirectory)
                        .forEach(runs::add);
            } else {
                runs.add(place);
            }
        }
        return new ArrayList<>(runs);
    }

    private void print(RunComparison comparison) {
        Optional<ComparedRun> winner = comparison.winner();
        FigureTable table = new FigureTable("Run");
        for (int i = 0; i < comparison.runs().size(); i++) {
            ComparedRun run = comparison.runs().get(i);
            table.add(winner.filter(run::equals).isPresent(), comparison.label(i), state(run.status()), run.figures());
        }
        table.print(session.console().out());
        if (comparison.differences().keys().isEmpty()) {
            session.console().out().println("The runs have the same settings.");
        }
        comparison.obstacles().forEach(obstacle -> session.console().out().println(obstacle.sentence()));
        winner.ifPresent(won -> session.console()
                .out()
                .println("Winner          " + comparison.label(comparison.runs().indexOf(won))
                        + ", by its last validation loss"));
        if (comparison.timingsDiffer()) {
            session.console()
                    .out()
                    .println("The runs were computed on different devices or with different numbers of threads, so"
                            + " their times can't be compared.");
        }
    }

    private static JsonLine json(RunComparison comparison) {
        JsonLine line =
                new JsonLine().with("differences", comparison.differences().keys());
        line.with(
                "obstacles",
                comparison.obstacles().stream()
                        .map(obstacle -> obstacle.name().toLowerCase(Locale.ROOT))
                        .toList());
        comparison.winner().ifPresent(won -> line.with("winner", won.folder().toString()));
        List<Map<String, @Nullable Object>> runs = new ArrayList<>();
        for (int i = 0; i < comparison.runs().size(); i++) {
            ComparedRun run = comparison.runs().get(i);
            JsonLine settings = new JsonLine();
            for (String key : comparison.differences().keys()) {
                settings.with(key, comparison.differences().value(i, key).orElse(null));
            }
            JsonLine one = new JsonLine()
                    .with("run", run.folder().toString())
                    .with("label", comparison.label(i))
                    .with("settings", settings.fields())
                    .with("state", state(run.status()));
            FigureTable.fields(run.figures()).forEach(one::with);
            runs.add(one.fields());
        }
        return line.with("runs", runs);
    }

    private static String state(RunStatus status) {
        return status.interrupted() ? "interrupted" : status.state().name().toLowerCase(Locale.ROOT);
    }
}
