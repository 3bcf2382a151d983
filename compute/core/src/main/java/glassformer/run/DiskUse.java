package glassformer.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// How many bytes a run takes on the disk.
///
/// @param total       of all its files
/// @param checkpoints of those in its checkpoints
public record DiskUse(long total, long checkpoints) {
    static DiskUse of(RunFolder run) {
        return new DiskUse(bytes(run.root()), bytes(run.checkpointsFolder()));
    }

    /// A file that goes meanwhile, since training goes on, counts nothing.
    static long bytes(Path folder) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(DiskUse::size).sum();
        } catch (UncheckedIOException e) {
            return bytes(folder);
        } catch (IOException e) {
            throw Disk.cannotRead(folder, e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
