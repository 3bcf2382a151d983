package glassformer.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import glassformer.engine.DeviceUnavailableException;
import glassformer.exchange.Json;
import glassformer.train.TrainingControl;
import glassformer.train.TrainingFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One lab trained several times with other settings: a folder with `race.json` (`schema, lab, folder, entries`) and a
/// run's folder for each entry.
///
/// @param labFolder what the lab's relative `file:` source is relative to
public record Race(Path root, Lab lab, Path labFolder, List<RaceEntry> entries) {
    private static final String FILE = "race.json";
    private static final String TABLE = "race.csv";

    public Race {
        entries = List.copyOf(entries);
    }

    /// Hears what is run.
    public interface Listener {
        /// @return who hears of this entry's run
        RunListener begins(int number, RaceEntry entry, Lab lab);

        void ended(RaceResult result);
    }

    /// Writes a new race's folder.
    ///
    /// @param root must not exist or be empty
    /// @throws BadInputException where an entry cannot run; nothing is written then
    public static Race create(Path root, Lab lab, Path labFolder, List<RaceEntry> entries) {
        if (entries.isEmpty()) {
            throw new BadInputException("A race needs at least one entry: vary a setting or list entries.");
        }
        if (entries.stream().distinct().count() < entries.size()) {
            throw new BadInputException("Two entries of the race are the same; each must change something else.");
        }
        entries.forEach(entry -> entry.applyTo(lab));
        RunFolder.requireFree(root);
        Race race = new Race(root, lab, labFolder, entries);
        try {
            Files.createDirectories(root);
            Disk.replace(root.resolve(FILE), Json.pretty(race.json()));
        } catch (IOException e) {
            throw Disk.cannotWrite(root, e);
        }
        return race;
    }

    /// @throws BadInputException where the folder is no race
    public static Race open(Path root) {
        Path file = root.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(root + " is no race: it has no " + FILE + ".");
        }
        try {
            ObjectNode json = Json.readObject(Files.readString(file), file.toString());
            List<RaceEntry> entries = new ArrayList<>();
            for (JsonNode entry : json.path("entries")) {
                Map<String, String> changes = new LinkedHashMap<>();
                entry.properties()
                        .forEach(change ->
                                changes.put(change.getKey(), change.getValue().asText()));
                entries.add(new RaceEntry(changes));
            }
            Lab lab = LabFile.parse(Json.pretty(json.path("lab")), file.toString());
            return new Race(root, lab, Path.of(json.path("folder").asText()), entries);
        } catch (IOException e) {
            throw Disk.cannotRead(file, e);
        }
    }

    private ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("schema", 1);
        json.put("folder", labFolder.toAbsolutePath().normalize().toString());
        json.set("lab", Json.readObject(LabFile.json(lab), FILE));
        ArrayNode list = json.putArray("entries");
        entries.forEach(entry -> entry.changes().forEach(list.addObject()::put));
        return json;
    }

    /// Whether a folder holds a race.
    public static boolean isRace(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /// The folder of an entry's run.
    ///
    /// @param number of the entry, from 1
    public Path run(int number) {
        return root.resolve("entry-" + number);
    }

    /// How all entries stand, in order. Blocks on the disk.
    public List<RaceResult> results() {
        return results(Map.of());
    }

    /// @param problems why entries failed that left no word of it themselves, by number
    List<RaceResult> results(Map<Integer, String> problems) {
        return IntStream.rangeClosed(1, entries.size())
                .mapToObj(number -> result(number, problems.get(number)))
                .toList();
    }

    RaceResult result(int number, @Nullable String problem) {
        return RaceResult.of(number, entries.get(number - 1), run(number), problem);
    }

    /// What is to be done for an entry; empty for one that has finished or failed. A run that was killed before its
    /// first checkpoint is removed, since it can only begin again. Blocks on the disk.
    ///
    /// @param number of the entry, from 1
    /// @throws BadInputException where another process trains it this moment
    public Optional<RaceTurn> turn(int number) {
        RaceEntry entry = entries.get(number - 1);
        Path run = run(number);
        RaceResult before = result(number, null);
        if (!before.unfinished()) {
            return Optional.empty();
        }
        boolean begun = before.state() != null;
        if (begun && new RunFolder(run).checkpointSteps().isEmpty()) {
            new RunFolder(run).delete();
            begun = false;
        }
        return Optional.of(new RaceTurn(number, entry, entry.applyTo(lab), run, begun));
    }

    /// Writes `race.csv`, a table of how all entries stand.
    public void writeTable(List<RaceResult> results) {
        Path table = root.resolve(TABLE);
        try {
            Disk.replace(table, RaceTable.csv(results));
        } catch (IOException e) {
            throw Disk.cannotWrite(table, e);
        }
    }

    /// Trains what has not ended yet, one after another. An entry that fails leaves the others their turn.
    ///
    /// @return how all entries stand, in order
    public List<RaceResult> run(Runs runs, TrainingControl control, Listener listener) {
        Map<Integer, String> problems = new HashMap<>();
        for (RaceResult before : results()) {
            if (control.isStopped() || !before.unfinished()) {
                continue;
            }
            int number = before.number();
            String problem = train(number, runs, control, listener);
            if (problem != null) {
                problems.put(number, problem);
            }
            listener.ended(result(number, problem));
        }
        List<RaceResult> results = results(problems);
        writeTable(results);
        return results;
    }

    /// Trains one entry.
    ///
    /// @param number of the entry, from 1
    /// @return why it failed, or null
    public @Nullable String train(int number, Runs runs, TrainingControl control, Listener listener) {
        try {
            RaceTurn turn = turn(number).orElse(null);
            if (turn == null) {
                return null;
            }
            RunListener heard = listener.begins(number, turn.entry(), turn.lab());
            if (turn.resumes()) {
                runs.resume(turn.run(), null, Map.of(), heard, control);
            } else {
                runs.start(turn.lab(), labFolder, turn.run(), heard, control);
            }
            return null;
        } catch (CancellationException e) {
            return null; // stopped before there was anything to keep
        } catch (BadInputException | DeviceUnavailableException | TrainingFailedException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
