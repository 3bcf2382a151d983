package glassformer.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import glassformer.engine.Engines;
import glassformer.exchange.Json;
import glassformer.train.TrainingControl;
import glassformer.train.TrainingFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One lab trained several times with other settings: a folder with `race.json` (`schema, lab, folder, entries`) and a
/// run's folder for each entry.
///
/// @param labFolder what the lab's relative `file:` source is relative to
public record Race(Path root, Lab lab, Path labFolder, List<RaceEntry> entries) {
    private static final String FILE = "race.json";

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

    /// Trains what has not ended yet, one after another. An entry that fails leaves the others their turn.
    ///
    /// @return how all entries stand, in order
    public List<RaceResult> run(Engines engines, TrainingControl control, Listener listener) {
        List<RaceResult> results = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            RaceResult before = result(i, null);
            if (before.finished() || before.state() == RunStatus.State.FAILED || control.isStopped()) {
                results.add(before);
                continue;
            }
            Lab entered = entries.get(i).applyTo(lab);
            String problem = train(before, entered, listener.begins(i + 1, entries.get(i), entered), engines, control);
            RaceResult after = result(i, problem);
            results.add(after);
            listener.ended(after);
        }
        return results;
    }

    /// @return why it failed, or null
    private @org.jspecify.annotations.Nullable String train(
            RaceResult before, Lab entered, RunListener listener, Engines engines, TrainingControl control) {
        try {
            if (before.goesOn()) {
                TrainingRun.resume(before.run(), Map.of(), engines, listener, control);
            } else {
                TrainingRun.start(entered, labFolder, before.run(), engines, listener, control);
            }
            return null;
        } catch (BadInputException | TrainingFailedException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private RaceResult result(int index, @org.jspecify.annotations.Nullable String problem) {
        return RaceResult.of(entries.get(index), root.resolve("entry-" + (index + 1)), problem);
    }
}
