package glassformer.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Follows a file of JSON lines that another process writes, reading only what was appended. For one thread.
final class LinesTail<T> {
    private static final int CHUNK_BYTES = 1 << 16;

    /// Of one line; none for a line of a kind that is not known.
    @FunctionalInterface
    interface Parser<T> {
        /// @param where to name in an error
        Optional<T> parse(String line, String where);
    }

    private final Path file;
    private final Parser<T> parser;
    private long position;
    private int lines;
    private byte[] lastLine = new byte[0];
    private boolean restarted;

    LinesTail(Path file, Parser<T> parser) {
        this.file = file;
        this.parser = parser;
    }

    /// The lines that were finished since the last call. Where lines that were read are gone, because the
    /// run was resumed from an earlier checkpoint, [#restarted] turns true and all lines come again.
    List<T> next() {
        restarted = false;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (!Arrays.equals(lastLine, read(channel, position - lastLine.length, position))) {
                restart();
            }
            return parse(read(channel, position, channel.size()));
        } catch (NoSuchFileException e) {
            if (position > 0) {
                restart();
            }
            return List.of();
        } catch (IOException e) {
            throw Disk.cannotRead(file, e);
        }
    }

    /// Whether the last [#next] began again at the first line.
    boolean restarted() {
        return restarted;
    }

    private void restart() {
        position = 0;
        lines = 0;
        lastLine = new byte[0];
        restarted = true;
    }

    private List<T> parse(byte[] bytes) {
        List<T> values = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                String line = new String(bytes, start, i - start, StandardCharsets.UTF_8);
                parser.parse(line, file + ", line " + (lines + 1) + ",").ifPresent(values::add);
                lines++;
                lastLine = Arrays.copyOfRange(bytes, start, i + 1);
                start = i + 1;
            }
        }
        position += start;
        return values;
    }

    private static byte[] read(FileChannel channel, long from, long to) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        long at = from;
        while (at < to) {
            chunk.clear().limit((int) Math.min(CHUNK_BYTES, to - at));
            int count = channel.read(chunk, at);
            if (count < 0) {
                break;
            }
            bytes.write(chunk.array(), 0, count);
            at += count;
        }
        return bytes.toByteArray();
    }
}
