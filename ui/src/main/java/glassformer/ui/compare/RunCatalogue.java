package glassformer.ui.compare;

import glassformer.BadInputException;
import glassformer.run.Race;
import glassformer.run.RunFolder;
import glassformer.run.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The runs and races that lie in a folder, and some that lie elsewhere. Reads from disk, so call in the background.
///
/// @param elsewhere folders of runs or races
/// @param labels    names the runs of races
record RunCatalogue(Path runs, List<Path> elsewhere, RunLabels labels) {
    private static final Logger LOG = LoggerFactory.getLogger(RunCatalogue.class);

    RunCatalogue {
        elsewhere = List.copyOf(elsewhere);
    }

    private record Found(RunGroup group, String updated) {}

    /// Those from elsewhere first, then the newest first. A folder that is neither run nor race is passed over.
    ///
    /// @param lab only runs and races of the lab with this name; all where null
    List<RunGroup> read(@Nullable String lab) {
        List<RunGroup> groups = new ArrayList<>();
        elsewhere.forEach(folder -> find(folder, null).map(Found::group).ifPresent(groups::add));
        if (!Files.isDirectory(runs)) return groups;
        try (Stream<Path> folders = Files.list(runs)) {
            folders.filter(folder -> !elsewhere.contains(folder))
                    .map(folder -> find(folder, lab))
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparing(Found::updated).reversed())
                    .map(Found::group)
                    .forEach(groups::add);
        } catch (IOException e) {
            LOG.warn("{} could not be listed: {}", runs, e.getMessage());
        }
        return groups;
    }

    /// @throws BadInputException where a folder is neither a run nor a race
    static void require(Path folder) {
        if (Race.isRace(folder)) Race.open(folder);
        else new RunFolder(folder).status();
    }

    private Optional<Found> find(Path folder, @Nullable String lab) {
        try {
            if (Race.isRace(folder)) return race(folder, lab);
            if (!Files.isRegularFile(folder.resolve("run.json"))) return Optional.empty();
            RunFolder run = new RunFolder(folder);
            RunStatus status = run.status();
            if (lab != null && !run.lab().name().equals(lab)) return Optional.empty();
            RunChoice choice = new RunChoice(folder, name(folder), RunStage.of(status), status.step());
            return Optional.of(new Found(RunGroup.alone(choice), status.updated()));
        } catch (BadInputException e) {
            LOG.warn("A run is passed over: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Found> race(Path folder, @Nullable String lab) {
        Race race = Race.open(folder);
        if (lab != null && !race.lab().name().equals(lab)) return Optional.empty();
        List<RunChoice> runs = new ArrayList<>();
        String updated = "";
        for (int number = 1; number <= race.entries().size(); number++) {
            Path run = race.run(number);
            RunStatus status = Files.isDirectory(run) ? new RunFolder(run).status() : null;
            String title = labels.of(race.entries().get(number - 1));
            runs.add(new RunChoice(run, title, RunStage.of(status), status == null ? 0 : status.step()));
            if (status != null && status.updated().compareTo(updated) > 0) updated = status.updated();
        }
        // One that has not begun was made just now.
        return Optional.of(new Found(new RunGroup(folder, name(folder), runs), updated.isEmpty() ? "9" : updated));
    }

    private static String name(Path folder) {
        Path own = folder.getFileName();
        return own == null ? folder.toString() : own.toString();
    }
}
