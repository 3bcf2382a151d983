package glassformer.hub;

import glassformer.BadInputException;
import glassformer.engine.Tensor;
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

    static OnnxTensor read(ProtoReader in, String where) {
        String name = "";
        int type = 0;
        List<Integer> shape = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        List<Float> single = new ArrayList<>();
        ByteBuffer raw = ByteBuffer.allocate(0);
        ByteBuffer reals = ByteBuffer.allocate(0);
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> numbers(in).forEach(size -> shape.add(size(size, where)));
                case 2 -> type = (int) in.number();
                case 4 -> {
                    if (in.isBytes()) {
                        reals = in.bytes();
                    } else {
                        single.add(in.real());
                    }
                }
                case 5, 7 -> numbers.addAll(numbers(in));
                case 8 -> name = in.text();
                case 9 -> raw = in.bytes();
                case 13 ->
                    throw new BadInputException(
                            where
                                    + " keeps its weights in other files, which is not supported: an ONNX model in one file is.");
                default -> in.skip();
            }
        }
        if (!single.isEmpty()) {
            ByteBuffer listed = ByteBuffer.allocate(4 * single.size()).order(ByteOrder.LITTLE_ENDIAN);
            single.forEach(listed::putFloat);
            reals = listed.flip();
        }
        return new OnnxTensor(name, type, List.copyOf(shape), raw, List.copyOf(numbers), reals, where);
    }

    private static List<Long> numbers(ProtoReader in) {
        if (!in.isBytes()) {
            return List.of(in.number());
        }
        List<Long> all = new ArrayList<>();
        ProtoReader packed = in.message();
        while (packed.hasMore()) {
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
        while (from.remaining() >= 8) {
            all.add(from.getLong());
        }
        return all;
    }
}
