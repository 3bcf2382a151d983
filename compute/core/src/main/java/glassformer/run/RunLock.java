package glassformer.run;

import glassformer.BadInputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Keeps two processes from training into the same folder. The system frees it when the process dies.
public final class RunLock implements AutoCloseable {
    private static final String BUSY = " is being trained by another process";

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /// @throws BadInputException where another process has it
    public static RunLock take(Path root) {
        Path file = root.resolve(".lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new BadInputException(root + BUSY + "; stop that one first.");
            }
            return new RunLock(channel);
        } catch (IOException e) {
            throw Disk.cannotWrite(file, e);
        }
    }

    /// Whether a sentence says that another process has the lock.
    public static boolean tellsBusy(String sentence) {
        return sentence.contains(BUSY);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another thread of this process has it
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
