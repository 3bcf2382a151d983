package glassformer.exchange;

import glassformer.BadInputException;
import glassformer.engine.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A safetensors file whose header has been read and checked; its tensors are read when they are asked for. F16 and
/// BF16 become float32.
public final class SafetensorsFile {
    /// The longest header that is read, as in Hugging Face's library.
    public static final int MAX_HEADER_BYTES = 100_000_000;

    private static final int CHUNK_BYTES = 1 << 20;

    private final Path file;
    private final SafetensorsHeader header;
    private final long dataStart;

    private SafetensorsFile(Path file, SafetensorsHeader header, long dataStart) {
        this.file = file;
        this.header = header;
        this.dataStart = dataStart;
    }

    /// @throws BadInputException naming the file and what is wrong with it
    public static SafetensorsFile open(Path file) {
        // A pipe would be waited for.
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw SafetensorsHeader.wrong(file.toString(), "it is no plain file");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return open(channel, file);
        } catch (NoSuchFileException e) {
            throw new BadInputException("There is no file " + file + ".", e);
        } catch (IOException e) {
            throw cannotRead(file, e);
        }
    }

    private static SafetensorsFile open(FileChannel channel, Path file) throws IOException {
        String where = file.toString();
        long size = channel.size();
        if (size < 8) {
            throw SafetensorsHeader.wrong(where, "it has only " + size + " bytes");
        }
        long headerBytes = read(channel, 0, buffer(8), where).getLong();
        if (headerBytes < 2 || headerBytes > MAX_HEADER_BYTES) {
            throw SafetensorsHeader.wrong(
                    where,
                    "its header claims " + Long.toUnsignedString(headerBytes) + " bytes, but 2 to " + MAX_HEADER_BYTES
                            + " are allowed");
        }
        long dataStart = 8 + headerBytes;
        if (dataStart > size) {
            throw SafetensorsHeader.wrong(
                    where, "its header claims " + headerBytes + " bytes, but the file has only " + size);
        }
        return new SafetensorsFile(
                file, SafetensorsHeader.parse(new Head(channel, headerBytes), size - dataStart, where), dataStart);
    }

    /// The header's bytes, which are never held as a whole.
    private static final class Head extends InputStream {
        private final FileChannel channel;
        private final long end;
        private long at = 8;

        Head(FileChannel channel, long bytes) {
            this.channel = channel;
            this.end = at + bytes;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            if (at == end) {
                return -1;
            }
            int count = channel.read(ByteBuffer.wrap(into, from, (int) Math.min(most, end - at)), at);
            at += Math.max(0, count);
            return count;
        }
    }

    public Path file() {
        return file;
    }

    /// The header's `__metadata__`.
    public Map<String, String> metadata() {
        return header.metadata();
    }

    /// Each tensor's shape, in the order of the header; those of whole numbers and truth values among them, which
    /// cannot be read.
    public Map<String, List<Integer>> shapes() {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        header.entries().forEach((name, entry) -> shapes.put(name, entry.shape()));
        return Collections.unmodifiableMap(shapes);
    }

    /// @throws BadInputException where a tensor is not there, or its values are not F32, F16 or BF16
    public Map<String, Tensor> read(Collection<String> names) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            ByteBuffer chunk = buffer(CHUNK_BYTES);
            for (String name : names) {
                tensors.put(name, tensor(channel, name, chunk));
            }
            return tensors;
        } catch (IOException e) {
            throw cannotRead(file, e);
        }
    }

    /// A tensor that stays in the file, for as long as somebody holds it.
    ///
    /// @throws BadInputException as [#read]
    public MappedTensor map(String name) {
        SafetensorsHeader.Entry entry = readable(name);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment values = channel.map(
                    FileChannel.MapMode.READ_ONLY,
                    dataStart + entry.begin(),
                    entry.end() - entry.begin(),
                    Arena.ofAuto());
            return new MappedTensor(entry.shape(), entry.type(), values);
        } catch (IOException e) {
            throw cannotRead(file, e);
        }
    }

    private SafetensorsHeader.Entry readable(String name) {
        SafetensorsHeader.Entry entry = header.entries().get(name);
        if (entry == null) {
            throw new BadInputException(file + " has no tensor named " + name + ".");
        }
        if (!entry.type().readable()) {
            throw SafetensorsHeader.unreadable(
                    file.toString(), name, entry.type().name());
        }
        return entry;
    }

    void requireReadable() {
        header.entries().forEach((name, entry) -> {
            if (!entry.type().readable()) {
                throw SafetensorsHeader.unreadable(
                        file.toString(), name, entry.type().name());
            }
        });
    }

    private Tensor tensor(FileChannel channel, String name, ByteBuffer chunk) throws IOException {
        String where = file.toString();
        SafetensorsHeader.Entry entry = readable(name);
        int width = entry.type().bytes();
        float[] values = new float[Math.toIntExact((entry.end() - entry.begin()) / width)];
        int chunkValues = CHUNK_BYTES / width;
        for (int at = 0; at < values.length; at += chunkValues) {
            int count = Math.min(chunkValues, values.length - at);
            chunk.clear().limit(count * width);
            read(channel, dataStart + entry.begin() + (long) at * width, chunk, where);
            entry.type().widen(chunk, values, at, count);
        }
        return new Tensor(entry.shape(), values);
    }

    private static ByteBuffer read(FileChannel channel, long position, ByteBuffer into, String where)
            throws IOException {
        long at = position;
        while (into.hasRemaining()) {
            int count = channel.read(into, at);
            if (count < 0) {
                throw SafetensorsHeader.wrong(where, "it ends in the middle of its data");
            }
            at += count;
        }
        return into.flip();
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static BadInputException cannotRead(Path file, IOException e) {
        return new BadInputException(file + " cannot be read: " + e.getMessage() + ".", e);
    }
}
