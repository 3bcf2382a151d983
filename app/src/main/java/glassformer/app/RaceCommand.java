package glassformer.app;

import glassformer.BadInputException;
import glassformer.run.ParallelRace;
import glassformer.run.Race;
import glassformer.run.RaceEntry;
import glassformer.run.RaceResult;
import glassformer.train.TrainingControl;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    @Option(
            names = "--number",
            paramLabel = "N",
            description = "With --resume: trains only the race's N-th entry, and prints nothing about the others.")
    private @Nullable Integer number;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many runs at once, each a process with its share of the processor's threads: times can"
                    + " then not be compared, and other numbers of threads change last bits"
                    + " (default: ${DEFAULT-VALUE}).")
    private int parallel;

    @Option(
            names = "--picture",
            paramLabel = "FILE",
            description = "Writes the curves of all runs over each other: FILE.png, FILE.svg or FILE.csv.")
    private @Nullable Path picture;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    RaceCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        check();
        Race race = race();
        TrainingControl control = session.interrupts().newTraining();
        RaceProgress progress =
                new RaceProgress(session.console(), race.entries().size());
        if (number != null) {
            return alone(race, control, progress);
        }
        List<RaceResult> results =
                parallel > 1 ? parallel(race, control, progress) : race.run(session.runs(), control, progress);
        new RacePrinter(session.console()).print(race, results, json);
        draw(results);
        if (control.isStopped()) {
            return ExitCode.INTERRUPTED;
        }
        return RaceResult.winner(results).isPresent() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void check() {
        int most = Runtime.getRuntime().availableProcessors();
        if (parallel < 1 || parallel > most) {
            throw new BadInputException("--parallel is " + parallel + ", but must be from 1 to " + most
                    + ", which is how many processors there are.");
        }
        if (picture != null) {
            PictureFile.check(picture);
        }
        if (number != null && (resumed == null || parallel > 1 || picture != null || json)) {
            throw new BadInputException("--number trains one entry of a race that is there: it needs --resume DIR and"
                    + " goes with nothing else.");
        }
    }

    private Race race() {
        if (resumed != null) {
            if (lab != null || out != null || !vary.isEmpty() || !listed.isEmpty() || !changed.isEmpty()) {
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

    private int alone(Race race, TrainingControl control, RaceProgress progress) {
        int chosen = number == null ? 0 : number;
        if (chosen < 1 || chosen > race.entries().size()) {
            throw new BadInputException("--number is " + chosen + ", but the race has the entries 1 to "
                    + race.entries().size() + ".");
        }
        String problem = race.train(chosen, session.runs(), control, progress);
        progress.end();
        if (problem != null) {
            session.console().err().println(problem);
            return ExitCode.FAILED;
        }
        return control.isStopped() ? ExitCode.INTERRUPTED : ExitCode.DONE;
    }

    private List<RaceResult> parallel(Race race, TrainingControl control, RaceProgress progress) {
        ParallelRace runs = new ParallelRace(
                race,
                parallel,
                entry -> OwnProcess.command(
                        "race",
                        "--resume",
                        race.root().toAbsolutePath().toString(),
                        "--number",
                        Integer.toString(entry)));
        session.console()
                .err()
                .println(parallel + " runs at a time with " + runs.threads()
                        + (runs.threads() == 1 ? " thread" : " threads")
                        + " each. Their times can't be compared, and another number of threads changes the last bits of"
                        + " their numbers.");
        return runs.run(control, progress);
    }

    private void draw(List<RaceResult> results) {
        if (picture == null) {
            return;
        }
        Path file = session.current().resolve(picture);
        List<Path> runs = results.stream()
                .filter(result -> result.state() != null && result.figures().step() > 0)
                .map(RaceResult::run)
                .toList();
        if (runs.isEmpty()) {
            session.console().err().println("There is no picture, since no run has measured anything.");
            return;
        }
        PictureFile.draw(runs, file);
        session.console().err().println("Picture         " + file);
    }
}
