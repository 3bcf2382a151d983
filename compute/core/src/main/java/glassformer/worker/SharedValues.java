package glassformer.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file of trained values as memory: the weights as they are now, and one copy's gradient.
record SharedValues(Arena arena, MemorySegment moving, MemorySegment gradient) implements AutoCloseable {
    private static final int CHUNK_BYTES = 1 << 20;

    /// Writes zeros, so that a full disk is found now and not when the memory is touched.
    static void create(Path file, long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate(CHUNK_BYTES);
            for (long left = bytes; left > 0; ) {
                left -= channel.write(zeros.clear().limit((int) Math.min(left, CHUNK_BYTES)));
            }
        }
    }

    /// @param bytes    of the weights, and of a gradient
    /// @param gradient where it begins
    static SharedValues open(Path file, long bytes, long gradient) {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new SharedValues(
                    arena,
                    channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena),
                    channel.map(FileChannel.MapMode.READ_WRITE, gradient, bytes, arena));
        } catch (IOException e) {
            arena.close();
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
