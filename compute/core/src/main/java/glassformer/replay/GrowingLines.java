package glassformer.replay;

import glassformer.run.Disk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// Follows a file of lines that another process writes: each line once, one in memory at a time. For one thread.
final class GrowingLines {
    private static final int CHUNK_BYTES = 1 << 16;

    private final Path file;
    private long position;
    private byte[] lastLine = new byte[0];
    private int restarts;

    /// Hears of the lines.
    interface Listener {
        /// Lines that were read are gone, because the run was resumed from an earlier checkpoint: all come again.
        void restarted();

        /// @param from where the line begins in the file, in bytes
        void line(String text, long from, int bytes);
    }

    GrowingLines(Path file) {
        this.file = file;
    }

    /// Tells of the lines that were finished since the last call. A file that is not there has none.
    ///
    /// @return whether there was something to tell
    boolean next(Listener listener) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            boolean restarts = !Arrays.equals(lastLine, read(channel, position - lastLine.length, lastLine.length));
            if (restarts) {
                restart(listener);
            }
            return follow(channel, listener) || restarts;
        } catch (NoSuchFileException e) {
            boolean gone = position > 0;
            if (gone) {
                restart(listener);
            }
            return gone;
        } catch (IOException e) {
            throw Disk.cannotRead(file, e);
        }
    }

    /// How often lines that were read have gone.
    int restarts() {
        return restarts;
    }

    private void restart(Listener listener) {
        position = 0;
        lastLine = new byte[0];
        restarts++;
        listener.restarted();
    }

    private boolean follow(FileChannel channel, Listener listener) throws IOException {
        boolean told = false;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        long at = position;
        for (int count = channel.read(chunk.clear(), at); count > 0; count = channel.read(chunk.clear(), at)) {
            at += count;
            int start = 0;
            for (int i = 0; i < count; i++) {
                if (chunk.get(i) == '\n') {
                    line.write(chunk.array(), start, i - start);
                    start = i + 1;
                    listener.line(line.toString(StandardCharsets.UTF_8), position, line.size());
                    position += line.size() + 1;
                    lastLine = line.toByteArray();
                    line.reset();
                    told = true;
                }
            }
            line.write(chunk.array(), start, count - start);
        }
        // With its end, so that a line that goes on is another one.
        if (told) {
            lastLine = Arrays.copyOf(lastLine, lastLine.length + 1);
            lastLine[lastLine.length - 1] = '\n';
        }
        return told;
    }

    /// A part of the file, shorter where the file ends.
    private static byte[] read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
            // Until all of it is here.
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /// A line that was told of.
    ///
    /// @throws glassformer.BadInputException where it is gone
    String line(long from, int bytes) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new String(read(channel, from, bytes), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Disk.cannotRead(file, e);
        }
    }
}
