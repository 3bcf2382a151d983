package glassformer.onnx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.BiConsumer;

/// A constant of a graph: its `TensorProto`.
///
/// @param put puts the element of an index
record Initialiser(String name, ElementType type, List<Integer> shape, BiConsumer<Integer, ByteBuffer> put) {
    private static final int BLOCK = 1 << 13;

    static Initialiser floats(String name, List<Integer> shape, float[] values) {
        return new Initialiser(name, ElementType.FLOAT, shape, (i, to) -> to.putFloat(values[i]));
    }

    static Initialiser bytes(String name, List<Integer> shape, byte[] values) {
        return new Initialiser(name, ElementType.UINT8, shape, (i, to) -> to.put(values[i]));
    }

    static Initialiser longs(String name, List<Integer> shape, long... values) {
        return new Initialiser(name, ElementType.INT64, shape, (i, to) -> to.putLong(values[i]));
    }

    ProtoWriter proto() {
        ProtoWriter proto = new ProtoWriter();
        shape.forEach(side -> proto.number(1, side));
        proto.number(2, type.number()).text(8, name);
        return proto.bytes(9, (long) count() * type.bytes(), this::write);
    }

    private int count() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    private void write(OutputStream out) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        int count = count();
        for (int i = 0; i < count; i++) {
            put.accept(i, block);
            if (!block.hasRemaining() || i == count - 1) {
                out.write(block.array(), 0, block.position());
                block.clear();
            }
        }
    }
}
