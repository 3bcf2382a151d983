package glassformer.hub;

import glassformer.BadInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Walks the fields of one message in Protocol Buffers' wire format. A field's value is read by the method for its
/// kind, or left out. Lengths are checked against the message before anything is done with them.
final class ProtoReader {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int BYTES = 2;
    private static final int FOUR_BYTES = 5;

    private static final int MAX_TEXT = 4096;
    private static final int MAX_KEPT = 500_000;

    private final ByteBuffer in;
    private final int[] kept; // of the whole file
    private final String where;
    private int wire;

    ProtoReader(ByteBuffer message, String where) {
        this(message, where, new int[1]);
    }

    private ProtoReader(ByteBuffer message, String where, int[] kept) {
        this.in = message.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.where = where;
        this.kept = kept;
    }

    /// The next field's number, or 0 at the message's end.
    int next() {
        if (!in.hasRemaining()) {
            return 0;
        }
        long key = varint();
        wire = (int) (key & 7);
        long field = key >>> 3;
        if (field < 1 || field > 536_870_911) {
            throw broken();
        }
        return (int) field;
    }

    /// Whether the field holds bytes: a message, text or packed numbers.
    boolean isBytes() {
        return wire == BYTES;
    }

    long number() {
        require(VARINT);
        return varint();
    }

    float real() {
        require(FOUR_BYTES);
        return Float.intBitsToFloat(take(4).getInt());
    }

    ByteBuffer bytes() {
        require(BYTES);
        return take(varint());
    }

    /// A name, of which none is long.
    String text() {
        ByteBuffer bytes = bytes();
        if (bytes.remaining() > MAX_TEXT) {
            throw broken();
        }
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    /// Counts something that is kept, so that a small file cannot become many objects.
    void keep() {
        if (++kept[0] > MAX_KEPT) {
            throw broken();
        }
    }

    ProtoReader message() {
        return new ProtoReader(bytes(), where, kept);
    }

    /// Packed numbers, of which [#next] knows nothing.
    boolean hasMore() {
        return in.hasRemaining();
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (!in.hasRemaining()) {
                throw broken();
            }
            byte next = in.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw broken();
    }

    void skip() {
        switch (wire) {
            case VARINT -> varint();
            case EIGHT_BYTES -> take(8);
            case BYTES -> take(varint());
            case FOUR_BYTES -> take(4);
            default -> throw broken();
        }
    }

    private ByteBuffer take(long count) {
        if (count < 0 || count > in.remaining()) {
            throw broken();
        }
        ByteBuffer taken = in.slice(in.position(), (int) count).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + (int) count);
        return taken;
    }

    private void require(int kind) {
        if (wire != kind) {
            throw broken();
        }
    }

    private BadInputException broken() {
        return new BadInputException(where + " is no usable ONNX model: its bytes do not follow that format.");
    }
}
