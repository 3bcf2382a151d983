package glassformer.gguf;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Writes a GGUF file, version 3.
final class GgufWriter {
    static final int MAGIC = 0x46554747; // "GGUF", the last letter first
    static final int VERSION = 3;
    static final int ALIGNMENT = 32;

    /// A tensor to be written.
    ///
    /// @param shape  rows first; the last side is a multiple of the type's block
    /// @param values asked for when it is written
    record Entry(String name, GgufType type, List<Integer> shape, Supplier<float[]> values) {
        long bytes() {
            long count = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
            return count / type.block() * type.bytes();
        }
    }

    /// Hears of each tensor before it is written.
    interface Listener {
        void tensor(int index);
    }

    private final OutputStream out;
    private long at;

    private GgufWriter(OutputStream out) {
        this.out = out;
    }

    static void write(Map<String, GgufValue> metadata, List<Entry> tensors, OutputStream to, Listener listener)
            throws IOException {
        GgufWriter writer = new GgufWriter(to);
        writer.u32(MAGIC);
        writer.u32(VERSION);
        writer.u64(tensors.size());
        writer.u64(metadata.size());
        for (Map.Entry<String, GgufValue> entry : metadata.entrySet()) {
            writer.text(entry.getKey());
            writer.u32(entry.getValue().written().ordinal());
            writer.value(entry.getValue());
        }
        long offset = 0;
        for (Entry tensor : tensors) {
            writer.text(tensor.name());
            writer.u32(tensor.shape().size());
            for (int side : tensor.shape().reversed()) {
                writer.u64(side);
            }
            writer.u32(tensor.type().number());
            writer.u64(offset);
            offset += aligned(tensor.bytes());
        }
        for (int i = 0; i < tensors.size(); i++) {
            listener.tensor(i);
            writer.align();
            writer.values(tensors.get(i));
        }
        writer.align();
        writer.out.flush();
    }

    static long aligned(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private void values(Entry tensor) throws IOException {
        GgufType type = tensor.type();
        float[] values = tensor.values().get();
        ByteBuffer buffer = ByteBuffer.allocate(4096 * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.length; i += type.block()) {
            type.write(values, i, buffer);
            if (!buffer.hasRemaining() || i + type.block() >= values.length) {
                bytes(buffer.array(), buffer.position());
                buffer.clear();
            }
        }
    }

    private void value(GgufValue value) throws IOException {
        switch (value) {
            case GgufValue.Text(String text) -> text(text);
            case GgufValue.Flag(boolean flag) -> bytes(new byte[] {(byte) (flag ? 1 : 0)}, 1);
            case GgufValue.Whole(ValueKind kind, long number) -> number(number, kind.bytes());
            case GgufValue.Real(ValueKind kind, double number) ->
                number(
                        kind == ValueKind.F32 ? Float.floatToIntBits((float) number) : Double.doubleToLongBits(number),
                        kind.bytes());
            case GgufValue.Items(ValueKind kind, var items) -> {
                u32(kind.ordinal());
                u64(items.size());
                for (GgufValue item : items) {
                    value(item);
                }
            }
        }
    }

    private void text(String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        u64(utf8.length);
        bytes(utf8, utf8.length);
    }

    private void u32(int value) throws IOException {
        number(value, 4);
    }

    private void u64(long value) throws IOException {
        number(value, 8);
    }

    private void number(long value, int bytes) throws IOException {
        byte[] little = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            little[i] = (byte) (value >>> 8 * i);
        }
        bytes(little, bytes);
    }

    private void align() throws IOException {
        int missing = (int) (aligned(at) - at);
        bytes(new byte[missing], missing);
    }

    private void bytes(byte[] bytes, int count) throws IOException {
        out.write(bytes, 0, count);
        at += count;
    }
}
