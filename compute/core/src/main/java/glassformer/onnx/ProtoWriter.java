package glassformer.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One message in Protocol Buffers' wire format. Each message says how long it is before it begins, so sizes are
/// known before anything is written; what is large is made only while it is written.
final class ProtoWriter {
    private static final int VARINT = 0;
    private static final int BYTES = 2;
    private static final int FOUR_BYTES = 5;

    /// Writes as many bytes as it was announced with.
    interface Body {
        void write(OutputStream out) throws IOException;
    }

    private final List<Body> parts = new ArrayList<>();
    private ByteArrayOutputStream small = new ByteArrayOutputStream();
    private long size;

    ProtoWriter number(int field, long value) {
        key(field, VARINT);
        varint(value);
        return this;
    }

    ProtoWriter real(int field, float value) {
        key(field, FOUR_BYTES);
        int bits = Float.floatToIntBits(value);
        for (int shift = 0; shift < 32; shift += 8) {
            small(bits >>> shift);
        }
        return this;
    }

    ProtoWriter text(int field, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        key(field, BYTES);
        varint(bytes.length);
        small.writeBytes(bytes);
        size += bytes.length;
        return this;
    }

    ProtoWriter message(int field, ProtoWriter message) {
        return bytes(field, message.size, message::write);
    }

    /// @param length of what the body writes
    ProtoWriter bytes(int field, long length, Body body) {
        key(field, BYTES);
        varint(length);
        flush();
        parts.add(body);
        size += length;
        return this;
    }

    /// In bytes.
    long size() {
        return size;
    }

    void write(OutputStream out) throws IOException {
        flush();
        for (Body part : parts) {
            part.write(out);
        }
    }

    private void flush() {
        if (small.size() > 0) {
            parts.add(small::writeTo);
            small = new ByteArrayOutputStream();
        }
    }

    private void key(int field, int wire) {
        varint((long) field << 3 | wire);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            small((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        small((int) rest);
    }

    private void small(int value) {
        small.write(value);
        size++;
    }
}
