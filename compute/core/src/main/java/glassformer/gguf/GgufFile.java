package glassformer.gguf;

import glassformer.BadInputException;
import glassformer.engine.Tensor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An opened GGUF file of version 2 or 3 with tensors in F32, F16 or Q8_0. All of its head is checked when it is
/// opened: nothing in it can point outside of the file.
public final class GgufFile implements AutoCloseable {
    private static final int MOST_TENSORS = 100_000;
    private static final int MOST_KEYS = 100_000;
    private static final int MOST_SIDES = 4;
    private static final int LARGEST_ALIGNMENT = 1 << 16;
    private static final int LONGEST_NAME = 64;

    private final Arena arena;
    private final MemorySegment file;
    private final int version;
    private final Map<String, GgufValue> metadata;
    private final Map<String, GgufTensor> tensors;

    private GgufFile(Arena arena, MemorySegment file, String where) {
        this.arena = arena;
        this.file = file;
        GgufReader in = new GgufReader(file, where);
        version = version(in);
        long tensorCount = in.u64("the number of tensors");
        int keys = in.count("keys", MOST_KEYS, 13);
        metadata = Collections.unmodifiableMap(metadata(in, keys));
        if (tensorCount < 0 || tensorCount > MOST_TENSORS || tensorCount > in.left() / 32) {
            throw in.broken("it says that it has " + Long.toUnsignedString(tensorCount) + " tensors, but at most "
                    + Math.min(MOST_TENSORS, in.left() / 32) + " can be");
        }
        tensors = Collections.unmodifiableMap(tensors(in, (int) tensorCount));
    }

    /// @throws BadInputException where it is no such file
    public static GgufFile open(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new BadInputException("There is no file " + path + ".");
        }
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return new GgufFile(arena, file, path.toString());
        } catch (IOException e) {
            arena.close();
            throw new BadInputException("Cannot read " + path + ": " + e.getMessage() + ".", e);
        } catch (BadInputException e) {
            arena.close();
            throw e;
        }
    }

    public int version() {
        return version;
    }

    public Map<String, GgufValue> metadata() {
        return metadata;
    }

    public Map<String, GgufTensor> tensors() {
        return tensors;
    }

    /// A tensor's values in float32.
    ///
    /// @throws BadInputException where there is none of this name
    public Tensor read(String name) {
        GgufTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new BadInputException("The GGUF file has no tensor named " + name + ".");
        }
        GgufType type = tensor.type();
        float[] values = new float[Math.toIntExact(tensor.count())];
        int step = type.block() * (1 << 15);
        for (int from = 0; from < values.length; from += step) {
            int count = Math.min(step, values.length - from);
            ByteBuffer bytes = file.asSlice(
                            tensor.offset() + (long) from / type.block() * type.bytes(),
                            (long) count / type.block() * type.bytes())
                    .asByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < count; i += type.block()) {
                type.read(bytes, values, from + i);
            }
        }
        return new Tensor(tensor.shape(), values);
    }

    private static int version(GgufReader in) {
        if (in.u32("the file's mark") != GgufWriter.MAGIC) {
            throw in.broken("it does not begin with GGUF");
        }
        int version = in.u32("the version");
        if (version != 2 && version != GgufWriter.VERSION) {
            boolean turned = Integer.reverseBytes(version) == GgufWriter.VERSION;
            throw in.broken(
                    turned
                            ? "its numbers begin with their highest bytes, but little-endian files can be read"
                            : "its version is " + Integer.toUnsignedString(version) + ", but 2 and 3 can be read");
        }
        return version;
    }

    private static Map<String, GgufValue> metadata(GgufReader in, int keys) {
        Map<String, GgufValue> all = new LinkedHashMap<>();
        for (int i = 0; i < keys; i++) {
            String key = in.text("a key");
            if (all.put(key, in.value(cut(key))) != null) {
                throw in.broken("it has the key " + cut(key) + " twice");
            }
        }
        return all;
    }

    private Map<String, GgufTensor> tensors(GgufReader in, int count) {
        record Found(String name, GgufType type, List<Integer> shape, long offset, long bytes) {}
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = in.text("a tensor's name");
            if (name.isEmpty() || name.length() > LONGEST_NAME) {
                throw in.broken(
                        "a tensor is named \"" + cut(name) + "\", but names have 1 to " + LONGEST_NAME + " characters");
            }
            int sides = in.u32("the tensor " + name);
            if (sides < 1 || sides > MOST_SIDES) {
                throw in.broken("the tensor " + name + " has " + Integer.toUnsignedString(sides) + " sides, but 1 to "
                        + MOST_SIDES + " can be");
            }
            List<Integer> shape = new ArrayList<>();
            long values = 1;
            for (int side = 0; side < sides; side++) {
                long length = in.u64("the tensor " + name);
                if (length < 1 || length > Integer.MAX_VALUE || values * length > Integer.MAX_VALUE) {
                    throw in.broken("the tensor " + name + " has a side of " + Long.toUnsignedString(length)
                            + " values, which is too large or none");
                }
                values *= length;
                shape.addFirst((int) length);
            }
            long number = Integer.toUnsignedLong(in.u32("the tensor " + name));
            GgufType type = GgufType.of(number)
                    .orElseThrow(() -> in.broken("the tensor " + name + " has the type " + number
                            + ", but F32 (0), F16 (1) and Q8_0 (8) can be read"));
            if (shape.getLast() % type.block() != 0) {
                throw in.broken("the tensor " + name + " has rows of " + shape.getLast()
                        + " values, which do not fill blocks of " + type.block());
            }
            found.add(new Found(name, type, shape, in.u64("the tensor " + name), values / type.block() * type.bytes()));
        }
        long alignment = alignment(in);
        long begin = (in.at() + alignment - 1) / alignment * alignment;
        long size = file.byteSize() - begin;
        Map<String, GgufTensor> all = new LinkedHashMap<>();
        for (Found one : found) {
            if (one.offset < 0 || one.offset % alignment != 0 || one.bytes > size || one.offset > size - one.bytes) {
                throw in.broken("the tensor " + one.name + " of " + one.bytes + " bytes lies at "
                        + Long.toUnsignedString(one.offset) + " of " + Math.max(0, size)
                        + " bytes, which is outside of the file or between multiples of " + alignment);
            }
            GgufTensor tensor = new GgufTensor(one.name, one.type, one.shape, begin + one.offset, one.bytes);
            if (all.put(one.name, tensor) != null) {
                throw in.broken("it has the tensor " + one.name + " twice");
            }
        }
        requireApart(in, all);
        return all;
    }

    private static void requireApart(GgufReader in, Map<String, GgufTensor> tensors) {
        List<GgufTensor> ordered = new ArrayList<>(tensors.values());
        ordered.sort(Comparator.comparingLong(GgufTensor::offset));
        for (int i = 1; i < ordered.size(); i++) {
            GgufTensor before = ordered.get(i - 1);
            if (before.offset() + before.bytes() > ordered.get(i).offset()) {
                throw in.broken("the tensors " + before.name() + " and "
                        + ordered.get(i).name() + " lie over each other");
            }
        }
    }

    private long alignment(GgufReader in) {
        GgufValue value = metadata.get("general.alignment");
        if (value == null) {
            return GgufWriter.ALIGNMENT;
        }
        if (value instanceof GgufValue.Whole(ValueKind kind, long number)
                && kind == ValueKind.U32
                && number >= 8
                && number <= LARGEST_ALIGNMENT
                && Long.bitCount(number) == 1) {
            return number;
        }
        throw in.broken("general.alignment is no power of two from 8 to " + LARGEST_ALIGNMENT);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME) + "...";
    }

    @Override
    public void close() {
        arena.close();
    }
}
