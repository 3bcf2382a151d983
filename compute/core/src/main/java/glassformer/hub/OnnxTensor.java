package glassformer.hub;

import glassformer.BadInputException;
import glassformer.engine.Tensor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// A constant of an ONNX graph: its `TensorProto`, of which types 1 (float), 10 (float16), 16 (bfloat16) and, for
/// sizes, 7 (int64) are known.
///
/// @param raw     little-endian values, empty where they are listed
/// @param numbers listed whole numbers
/// @param reals   listed float32 values, little-endian
record OnnxTensor(
        String name,
        int type,
        List<Integer> shape,
        ByteBuffer raw,
        List<Long> numbers,
        ByteBuffer reals,
        String where) {
    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final int FLOAT16 = 10;
    private static final int BFLOAT16 = 16;
    private static final int UINT8 = 2;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int MAX_RANK = 16;
    private static final int MAX_NUMBERS = 64;

    static OnnxTensor read(ProtoReader in, String where) {
        String name = "";
        int type = 0;
        List<Integer> shape = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        ByteArrayOutputStream single = new ByteArrayOutputStream(0);
        ByteBuffer raw = NOTHING;
        ByteBuffer reals = NOTHING;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> {
                    numbers(in).forEach(size -> shape.add(size(size, where)));
                    if (shape.size() > MAX_RANK) {
                        throw new BadInputException(where + " holds a tensor with more than " + MAX_RANK + " sides.");
                    }
                }
                case 2 -> type = (int) in.number();
                case 4 -> {
                    if (in.isBytes()) {
                        reals = in.bytes();
                    } else {
                        int bits = Float.floatToRawIntBits(in.real());
                        for (int shift = 0; shift < 32; shift += 8) {
                            single.write(bits >>> shift);
                        }
                    }
                }
                case 5, 7 -> {
                    // Only sizes are looked at, of which there are few.
                    List<Long> more = numbers(in);
                    if (numbers.size() < MAX_NUMBERS) {
                        numbers.addAll(more);
                    }
                }
                case 8 -> name = in.text();
                case 9 -> raw = in.bytes();
                case 13 ->
                    throw new BadInputException(
                            where
                                    + " keeps its weights in other files, which is not supported: an ONNX model in one file is.");
                default -> in.skip();
            }
        }
        if (single.size() > 0) {
            reals = ByteBuffer.wrap(single.toByteArray());
        }
        return new OnnxTensor(name, type, List.copyOf(shape), raw, List.copyOf(numbers), reals, where);
    }

    private static List<Long> numbers(ProtoReader in) {
        if (!in.isBytes()) {
            return List.of(in.number());
        }
        List<Long> all = new ArrayList<>();
        ProtoReader packed = in.message();
        while (packed.hasMore() && all.size() < MAX_NUMBERS) {
            all.add(packed.varint());
        }
        return all;
    }

    private static int size(long size, String where) {
        if (size < 0 || size > Integer.MAX_VALUE) {
            throw new BadInputException(
                    where + " holds a tensor with a side of " + size + " values, which is too large.");
        }
        return (int) size;
    }

    boolean isReal() {
        return type == FLOAT || type == FLOAT16 || type == BFLOAT16;
    }

    /// @throws BadInputException for other types, quantised weights among them
    Tensor tensor() {
        if (!isReal()) {
            throw new BadInputException("The tensor " + name + " in " + where + " has the ONNX type " + type
                    + ", but float, float16 or bfloat16 is needed: take the model that is not quantised.");
        }
        ByteBuffer from =
                (raw.hasRemaining() || type != FLOAT ? raw : reals).duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int width = type == FLOAT ? 4 : 2;
        long count = shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> Math.min(a * b, 1L << 31));
        if (count * width != from.remaining()) {
            throw new BadInputException("The tensor " + name + " of shape " + shape + " in " + where + " has "
                    + from.remaining() + " bytes, which do not fill it.");
        }
        float[] values = new float[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (type) {
                case FLOAT -> from.getFloat();
                case FLOAT16 -> Float.float16ToFloat(from.getShort());
                default -> Float.intBitsToFloat(from.getShort() << 16);
            };
        }
        return new Tensor(shape, values);
    }

    /// Unsigned bytes.
    ///
    /// @throws BadInputException where it is of another type or size
    byte[] bytes() {
        long count = shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> Math.min(a * b, 1L << 31));
        if (type != UINT8 || raw.remaining() != count) {
            throw new BadInputException("The tensor " + name + " of shape " + shape + " in " + where
                    + " holds no such number of unsigned bytes.");
        }
        byte[] all = new byte[raw.remaining()];
        raw.duplicate().get(all);
        return all;
    }

    /// The values of a constant of whole numbers; empty for others.
    List<Long> wholeNumbers() {
        if (type != INT64) {
            return List.of();
        }
        if (!raw.hasRemaining()) {
            return numbers;
        }
        List<Long> all = new ArrayList<>();
        ByteBuffer from = raw.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        while (from.remaining() >= 8 && all.size() < MAX_NUMBERS) {
            all.add(from.getLong());
        }
        return all;
    }
}
