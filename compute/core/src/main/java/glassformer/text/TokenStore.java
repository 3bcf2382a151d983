package glassformer.text;

import glassformer.BadInputException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Token ids in a temporary file: appended first, then read at any place through a memory mapping, so they may be more
/// than fit in memory. Two bytes an id where the vocabulary allows it, else four. Append from one thread; once reading
/// has begun, any thread may read and nothing more can be appended. Closing deletes the file.
public final class TokenStore implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final int idBytes;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.nativeOrder());
    private final Arena arena = Arena.ofShared();
    private volatile @Nullable MemorySegment ids;
    private long size;

    private TokenStore(Path file, FileChannel channel, int idBytes) {
        this.file = file;
        this.channel = channel;
        this.idBytes = idBytes;
    }

    /// An empty store in a new file in the folder, which is made when it is missing. Throws [BadInputException] when
    /// the folder cannot be written.
    public static TokenStore create(Path folder, int vocabSize) {
        try {
            Files.createDirectories(folder);
            Path file = Files.createTempFile(folder, "tokens", ".bin");
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return new TokenStore(file, channel, vocabSize <= 1 << 16 ? 2 : 4);
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    private static BadInputException failed(Path place, IOException e) {
        return new BadInputException("Cannot keep the encoded text in " + place + ": " + e.getMessage() + ".");
    }

    /// Throws [BadInputException] when the disk is full.
    public void append(int[] more, int offset, int length) {
        if (ids != null) {
            throw new IllegalStateException("This store is being read already");
        }
        Objects.checkFromIndexSize(offset, length, more.length);
        for (int i = offset; i < offset + length; i++) {
            if (buffer.remaining() < idBytes) {
                flush();
            }
            if (idBytes == 2) {
                buffer.putShort((short) more[i]);
            } else {
                buffer.putInt(more[i]);
            }
        }
        size += length;
    }

    public void append(int... more) {
        append(more, 0, more.length);
    }

    private void flush() {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw failed(file, e);
        }
        buffer.clear();
    }

    /// Ids in the store.
    public long size() {
        return size;
    }

    /// Copies ids `from` to `from + length` into the array at `offset`. Throws `IndexOutOfBoundsException` beyond
    /// either's end.
    public void read(long from, int[] into, int offset, int length) {
        Objects.checkFromIndexSize(from, length, size);
        Objects.checkFromIndexSize(offset, length, into.length);
        MemorySegment mapped = mapped();
        if (idBytes == 4) {
            MemorySegment.copy(mapped, ValueLayout.JAVA_INT, from * 4, into, offset, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            into[offset + i] = Short.toUnsignedInt(mapped.getAtIndex(ValueLayout.JAVA_SHORT, from + i));
        }
    }

    private MemorySegment mapped() {
        MemorySegment known = ids;
        return known != null ? known : map();
    }

    private synchronized MemorySegment map() {
        MemorySegment known = ids;
        if (known != null) {
            return known;
        }
        flush();
        try {
            MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, size * idBytes, arena);
            ids = mapped;
            return mapped;
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        arena.close();
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }
}
