package glassformer.app;

import glassformer.BadInputException;
import glassformer.run.Lab;
import glassformer.run.Race;
import glassformer.run.RaceEntry;
import glassformer.run.RaceResult;
import glassformer.run.RunListener;
import glassformer.run.RunStatus;
import glassformer.train.TrainingControl;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "race", description = "Trains a lab several times with other settings and compares how they end.")
final class RaceCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(
            paramLabel = "LAB",
            arity = "0..1",
            description = "A sample's name, a folder with a lab.json, or such a file.")
    private @Nullable String lab;

    @Option(
            names = "--vary",
            paramLabel = "KEY=V1,V2",
            description = "A setting's values. Given several times, every combination is run.")
    private List<String> vary = List.of();

    @Option(
            names = "--entry",
            paramLabel = "KEY=V,KEY=V",
            description = "One run's settings. Can be given several times, in place of --vary.")
    private List<String> listed = List.of();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Changes a setting of all runs. Can be given several times.")
    private Map<String, String> changed = new LinkedHashMap<>();

    @Option(names = "--out", paramLabel = "DIR", description = "The race's folder: new or empty.")
    private @Nullable Path out;

    @Option(names = "--resume", paramLabel = "DIR", description = "Goes on with an interrupted race.")
    private @Nullable Path resumed;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    RaceCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Race race = race();
        TrainingControl control = session.interrupts().newTraining();
        List<RaceResult> results = race.run(session.engines(), control, new Announcer());
        print(race, results);
        if (control.isStopped()) {
            return ExitCode.INTERRUPTED;
        }
        return RaceResult.winner(results).isPresent() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private Race race() {
        if (resumed != null) {
            if (lab != null || !vary.isEmpty() || !listed.isEmpty() || !changed.isEmpty()) {
                throw new BadInputException("--resume goes on with the race as it is: no lab and no settings with it.");
            }
            return Race.open(session.current().resolve(resumed));
        }
        if (lab == null) {
            throw new BadInputException("A race needs a lab, or --resume DIR.");
        }
        if (vary.isEmpty() == listed.isEmpty()) {
            throw new BadInputException("A race needs either --vary KEY=V1,V2 or --entry KEY=V, and not both.");
        }
        LabSource source = LabSource.find(lab, session.samples()).with(changed);
        Path root = out == null
                ? RunPlace.of(session.current(), source.lab().name() + "-race", LocalDateTime.now())
                : session.current().resolve(out);
        List<RaceEntry> entries =
                vary.isEmpty() ? listed.stream().map(RaceEntry::of).toList() : RaceEntry.grid(vary);
        return Race.create(root, source.lab(), source.folder(), entries);
    }

    private final class Announcer implements Race.Listener {
        private Progress progress = new Progress(session.console(), 0);

        @Override
        public RunListener begins(int number, RaceEntry entry, Lab entered) {
            session.console().err().println("Entry " + number + ": " + entry.name());
            progress = new Progress(session.console(), entered.training().steps());
            return progress;
        }

        @Override
        public void ended(RaceResult result) {
            progress.end();
            if (result.message() != null && result.state() == RunStatus.State.FAILED) {
                session.console().err().println(result.message());
            }
        }
    }

    private void print(Race race, List<RaceResult> results) {
        Optional<RaceResult> winner = RaceResult.winner(results);
        if (json) {
            JsonLine line = new JsonLine().with("race", race.root().toString());
            winner.ifPresent(won -> line.with("winner", won.entry().name()));
            List<String> names = new ArrayList<>();
            for (RaceResult result : results) {
                String name = result.entry().name();
                names.add(name);
                line.with(name + ".state", state(result))
                        .with(name + ".steps", result.step())
                        .with(name + ".trainLoss", result.trainLoss())
                        .with(name + ".validationLoss", result.validationLoss())
                        .with(name + ".bestValidationLoss", result.bestValidationLoss())
                        .with(name + ".seconds", result.seconds())
                        .with(name + ".tokensPerSecond", result.tokensPerSecond());
            }
            session.console().out().println(line);
            return;
        }
        int width = Math.max(
                5,
                results.stream()
                        .mapToInt(result -> result.entry().name().length())
                        .max()
                        .orElse(0));
        String format = "%s %-" + width + "s  %-9s %7s  %8s  %10s  %8s  %7s  %8s%n";
        session.console()
                .out()
                .printf(
                        Locale.ROOT,
                        format,
                        " ",
                        "Entry",
                        "State",
                        "Steps",
                        "Training",
                        "Validation",
                        "Best",
                        "Time",
                        "Tokens/s");
        for (RaceResult result : results) {
            session.console()
                    .out()
                    .printf(
                            Locale.ROOT,
                            format,
                            winner.filter(result::equals).isPresent() ? "*" : " ",
                            result.entry().name(),
                            state(result),
                            result.step(),
                            loss(result.trainLoss()),
                            loss(result.validationLoss()),
                            loss(result.bestValidationLoss()),
                            Progress.duration(result.seconds()),
                            Double.isFinite(result.tokensPerSecond()) ? Progress.count(result.tokensPerSecond()) : "-");
        }
        session.console()
                .out()
                .println(winner.map(won -> "Winner          " + won.entry().name() + ", by its last validation loss")
                        .orElse("No entry finished."));
        session.console().out().println("Race            " + race.root());
    }

    private static String state(RaceResult result) {
        return result.state() == null ? "waiting" : result.state().name().toLowerCase(Locale.ROOT);
    }

    private static String loss(double loss) {
        return Double.isFinite(loss) ? String.format(Locale.ROOT, "%.4f", loss) : "-";
    }
}
