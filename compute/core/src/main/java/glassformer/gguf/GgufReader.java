package glassformer.gguf;

import glassformer.BadInputException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads the parts of a GGUF file's head in order. Every length is held against what is left of the file before
/// anything is made of it.
final class GgufReader {
    /// In all lists together: several times the largest vocabulary with its merges.
    static final long MOST_ITEMS = 1_300_000;

    private static final long MOST_TEXT = 48 << 20;

    private static final int DEEPEST = 4;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment file;
    private final String where;
    private long at;
    private long items;
    private long text;

    GgufReader(MemorySegment file, String where) {
        this.file = file;
        this.where = where;
    }

    long at() {
        return at;
    }

    long left() {
        return file.byteSize() - at;
    }

    BadInputException broken(String why) {
        return new BadInputException(where + " is no usable GGUF file: " + why + ".");
    }

    private long take(long count, String what) {
        if (count < 0 || count > left()) {
            throw broken(what + " at byte " + at + " has " + Long.toUnsignedString(count) + " bytes, but only " + left()
                    + " are left");
        }
        long from = at;
        at += count;
        return from;
    }

    int u32(String what) {
        return file.get(INT, take(4, what));
    }

    long u64(String what) {
        return file.get(LONG, take(8, what));
    }

    /// How many things follow.
    ///
    /// @param each the fewest bytes that one of them takes
    int count(String what, long most, long each) {
        long count = u64(what);
        if (count < 0 || count > most || count > left() / each) {
            throw broken("it says that it has " + Long.toUnsignedString(count) + " " + what + ", but at most "
                    + Math.min(most, left() / each) + " can be");
        }
        return (int) count;
    }

    String text(String what) {
        long length = u64(what);
        long from = take(length, what);
        text += length;
        if (text > MOST_TEXT) {
            throw broken("its texts have more than " + MOST_TEXT + " bytes");
        }
        ByteBuffer bytes = file.asSlice(from, length).asByteBuffer();
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw broken(what + " at byte " + from + " is no UTF-8");
        }
    }

    GgufValue value(String key) {
        return value(kind(key), key, 0);
    }

    private ValueKind kind(String key) {
        int number = u32(key);
        ValueKind[] kinds = ValueKind.values();
        if (number < 0 || number >= kinds.length) {
            throw broken("the value of " + key + " has the unknown type " + Integer.toUnsignedString(number));
        }
        return kinds[number];
    }

    private GgufValue value(ValueKind kind, String key, int depth) {
        return switch (kind) {
            case U8 -> new GgufValue.Whole(kind, file.get(ValueLayout.JAVA_BYTE, take(1, key)) & 0xff);
            case I8 -> new GgufValue.Whole(kind, file.get(ValueLayout.JAVA_BYTE, take(1, key)));
            case U16 -> new GgufValue.Whole(kind, file.get(SHORT, take(2, key)) & 0xffff);
            case I16 -> new GgufValue.Whole(kind, file.get(SHORT, take(2, key)));
            case U32 -> new GgufValue.Whole(kind, Integer.toUnsignedLong(u32(key)));
            case I32 -> new GgufValue.Whole(kind, u32(key));
            case U64, I64 -> new GgufValue.Whole(kind, u64(key));
            case F32 -> new GgufValue.Real(kind, Float.intBitsToFloat(u32(key)));
            case F64 -> new GgufValue.Real(kind, Double.longBitsToDouble(u64(key)));
            case BOOL -> new GgufValue.Flag(truth(key));
            case STRING -> new GgufValue.Text(text(key));
            case ARRAY -> items(key, depth);
        };
    }

    private boolean truth(String key) {
        byte value = file.get(ValueLayout.JAVA_BYTE, take(1, key));
        if (value != 0 && value != 1) {
            throw broken("the truth value of " + key + " is " + value);
        }
        return value == 1;
    }

    private GgufValue items(String key, int depth) {
        if (depth == DEEPEST) {
            throw broken("the value of " + key + " is nested deeper than " + DEEPEST + " levels");
        }
        ValueKind kind = kind(key);
        int count = count("values of " + key, MOST_ITEMS - items, kind.bytes());
        items += count;
        List<GgufValue> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(value(kind, key, depth + 1));
        }
        return new GgufValue.Items(kind, values);
    }
}
