package glassformer.run;

import glassformer.BadInputException;
import glassformer.blueprint.ModelSpec;
import glassformer.exchange.Safetensors;
import glassformer.text.Tokenizer;
import glassformer.train.TrainingEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/// Writes checkpoints so that each is there as a whole or not at all: into a temporary folder, every file
/// synced, which then takes its name.
final class CheckpointWriter {
    private static final long SPARE_BYTES = 1 << 20;

    /// What stays the same from one checkpoint to the next.
    ///
    record Origin(ModelSpec spec, Tokenizer tokenizer, Checkpoint.Origin trainer) {}

    /// Asks how many bytes are free where a folder lies.
    interface FreeSpace {
        long bytes(Path folder) throws IOException;
    }

    private final Path checkpoints;
    private final Origin origin;
    private final FreeSpace freeSpace;
    private final WriteGate gate;

    CheckpointWriter(Path checkpoints, Origin origin, FreeSpace freeSpace, WriteGate gate) {
        this.checkpoints = checkpoints;
        this.origin = origin;
        this.freeSpace = freeSpace;
        this.gate = gate;
    }

    static long usableSpace(Path folder) throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    /// Removes what a killed process left half written.
    static void removeLeftovers(Path checkpoints) {
        if (!Files.isDirectory(checkpoints)) {
            return;
        }
        try (Stream<Path> entries = Files.list(checkpoints)) {
            List<Path> leftovers = entries.filter(
                            entry -> entry.getFileName().toString().startsWith(".step-"))
                    .toList();
            for (Path leftover : leftovers) {
                Disk.deleteTree(leftover);
            }
        } catch (IOException e) {
            throw Disk.cannotWrite(checkpoints, e);
        }
    }

    /// @param seconds of training until then
    Checkpoint write(TrainingEvent.CheckpointDue due, double seconds) {
        int step = due.step();
        Path folder = checkpoints.resolve("step-" + step);
        Path temporary = checkpoints.resolve(".step-" + step + ".tmp");
        try {
            Files.createDirectories(checkpoints);
            requireSpace(
                    due.weights().size() + CheckpointFiles.kept(due.optimizer()).size(), folder);
            Disk.deleteTree(temporary);
            Files.createDirectory(temporary);
            writeFiles(temporary, due, seconds);
            Disk.syncFolder(temporary);
            Disk.deleteTree(folder); // a damaged one of the same step
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
            Disk.syncFolder(checkpoints);
            return new Checkpoint(folder, step);
        } catch (IOException e) {
            throw Disk.cannotWrite(folder, e);
        } finally {
            discard(temporary);
        }
    }

    /// Removes a checkpoint so that no half of it is ever taken for one.
    static void remove(Path checkpoints, int step) {
        Path folder = checkpoints.resolve("step-" + step);
        Path going = checkpoints.resolve(".step-" + step + ".gone");
        try {
            Disk.deleteTree(going);
            Files.move(folder, going, StandardCopyOption.ATOMIC_MOVE);
            Disk.deleteTree(going);
        } catch (IOException e) {
            throw Disk.cannotWrite(folder, e);
        }
    }

    private void requireSpace(long values, Path folder) throws IOException {
        long needed = Float.BYTES * values + SPARE_BYTES;
        long free = freeSpace.bytes(checkpoints);
        if (free < needed) {
            throw new BadInputException("The checkpoint " + folder + " needs " + needed + " bytes, but only " + free
                    + " are free on that disk.");
        }
    }

    private void writeFiles(Path into, TrainingEvent.CheckpointDue due, double seconds) throws IOException {
        new CheckpointFiles(origin, gate)
                .write(
                        into,
                        due.step(),
                        Safetensors.of(due.weights())::write,
                        due.optimizer(),
                        due.mostTexts(),
                        seconds);
    }

    private static void discard(Path temporary) {
        try {
            Disk.deleteTree(temporary);
        } catch (IOException e) {
            // The next start removes it; the first error is the one to hear of.
        }
    }
}
