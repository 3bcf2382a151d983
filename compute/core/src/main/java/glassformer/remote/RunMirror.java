package glassformer.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import glassformer.exchange.Json;
import glassformer.run.Disk;
import glassformer.run.LabFile;
import glassformer.run.RunFolder;
import glassformer.worker.WorkerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Keeps a run's folder here equal to the one at the far end: what grows is continued, a checkpoint appears when all of
/// it is here, what went there goes here.
final class RunMirror {
    private static final String RUN = "run.json";
    private static final String CHECKPOINTS = "checkpoints/";
    private static final String ATTENTION = "attention/";

    private final RemoteFiles files;
    private final String far;
    private final RunFolder here;
    private final RemoteLab lab;
    private final RemotePlace place;
    private final Map<String, WorkerFiles.Entry> known;
    /// Files that grow may have been cut at the far end before this mirror looks for the first time.
    private boolean anew = true;

    /// @param far  the run's folder, relative to the shared one
    /// @param known what earlier connections have brought here, and what this one will
    RunMirror(
            RemoteFiles files,
            String far,
            Path here,
            RemoteLab lab,
            RemotePlace place,
            Map<String, WorkerFiles.Entry> known) {
        this.known = known;
        this.files = files;
        this.far = far;
        this.here = new RunFolder(here);
        this.lab = lab;
        this.place = place;
    }

    /// Brings everything here that is new at the far end.
    ///
    /// @return whether there is a run yet
    boolean pull() {
        Map<String, WorkerFiles.Entry> now = new TreeMap<>();
        files.list(far).forEach(entry -> now.put(entry.file(), entry));
        if (!now.containsKey(RUN)) {
            return false;
        }
        try {
            Files.createDirectories(here.root());
            for (WorkerFiles.Entry entry : now.values()) {
                String name = entry.file();
                if (entry.equals(known.get(name)) || name.startsWith(CHECKPOINTS) || name.equals(RUN)) {
                    continue;
                }
                if (name.equals(LabFile.NAME)) {
                    LabFile.write(here.labFile(), lab.back(LabFile.parse(files.text(far + "/" + name), name)));
                } else if (name.startsWith(ATTENTION)) {
                    whole(entry);
                } else {
                    grown(entry);
                }
                known.put(name, entry);
            }
            checkpoints(now);
            removeGone(now.keySet());
            // Last, since it speaks of all the others.
            if (!now.get(RUN).equals(known.get(RUN))) {
                status();
                known.put(RUN, now.get(RUN));
            }
            known.keySet().retainAll(now.keySet());
            anew = false;
            return true;
        } catch (IOException e) {
            throw Disk.cannotWrite(here.root(), e);
        }
    }

    /// Says in the run's status that it failed here.
    void failed(String sentence) {
        Path file = here.root().resolve(RUN);
        try {
            if (Files.isRegularFile(file)) {
                ObjectNode json = Json.readObject(Files.readString(file), RUN);
                json.put("state", "FAILED");
                json.put("message", sentence);
                Disk.replace(file, Json.pretty(json));
            }
        } catch (IOException e) {
            throw Disk.cannotWrite(file, e);
        }
    }

    private void grown(WorkerFiles.Entry entry) throws IOException {
        Path file = target(entry.file());
        long have = Files.isRegularFile(file) && !anew ? Files.size(file) : 0;
        files.fetch(far + "/" + entry.file(), file, have > entry.bytes() ? 0 : have, entry.bytes());
    }

    private void whole(WorkerFiles.Entry entry) throws IOException {
        Path file = target(entry.file());
        Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
        files.fetch(far + "/" + entry.file(), temporary, 0, entry.bytes());
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void status() throws IOException {
        ObjectNode json = Json.readObject(files.text(far + "/" + RUN), RUN);
        json.put("device", new RemotePlace(place.host(), json.path("device").asText("auto")).toString());
        // This process writes the folder here: when it is gone, the run here has stopped.
        json.put("pid", ProcessHandle.current().pid());
        Disk.replace(here.root().resolve(RUN), Json.pretty(json));
    }

    private void checkpoints(Map<String, WorkerFiles.Entry> now) throws IOException {
        Map<String, List<WorkerFiles.Entry>> byStep = now.values().stream()
                .filter(entry -> entry.file().startsWith(CHECKPOINTS))
                .collect(Collectors.groupingBy(entry -> step(entry.file()), TreeMap::new, Collectors.toList()));
        for (Map.Entry<String, List<WorkerFiles.Entry>> step : byStep.entrySet()) {
            boolean same = step.getValue().stream().allMatch(entry -> entry.equals(known.get(entry.file())));
            if (same) {
                continue;
            }
            Path folder = target(CHECKPOINTS + step.getKey());
            Path temporary = folder.resolveSibling("." + step.getKey() + ".tmp");
            Disk.deleteTree(temporary);
            Files.createDirectories(temporary);
            try {
                for (WorkerFiles.Entry entry : step.getValue()) {
                    String name = entry.file().substring((CHECKPOINTS + step.getKey() + "/").length());
                    files.fetch(far + "/" + entry.file(), temporary.resolve(name), 0, entry.bytes());
                }
            } catch (BadInputException e) {
                // It was removed while it was fetched, to keep the newest only.
                Disk.deleteTree(temporary);
                continue;
            }
            Disk.deleteTree(folder);
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
            Disk.syncFolder(here.checkpointsFolder());
            step.getValue().forEach(entry -> known.put(entry.file(), entry));
        }
    }

    /// Only what was seen there: checkpoints from before the run went there stay.
    private void removeGone(Set<String> now) throws IOException {
        Set<String> gone = new LinkedHashSet<>();
        for (String name : new ArrayList<>(known.keySet())) {
            if (!now.contains(name)) {
                gone.add(name.startsWith(CHECKPOINTS) ? CHECKPOINTS + step(name) : name);
            }
        }
        for (String name : gone) {
            boolean partly = now.stream().anyMatch(there -> there.startsWith(name + "/"));
            if (!partly) {
                Disk.deleteTree(target(name));
            }
        }
    }

    private static String step(String name) {
        return name.substring(CHECKPOINTS.length(), name.indexOf('/', CHECKPOINTS.length()));
    }

    /// @throws BadInputException for a name that leads out of the run's folder
    private Path target(String name) throws IOException {
        Path root = here.root().toAbsolutePath().normalize();
        Path file = root.resolve(name).normalize();
        if (!file.startsWith(root) || file.equals(root)) {
            throw new BadInputException("The far end names a file that lies outside the run: " + name + ".");
        }
        Files.createDirectories(Disk.parent(file));
        return file;
    }
}
