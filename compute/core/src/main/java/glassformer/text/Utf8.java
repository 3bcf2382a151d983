package glassformer.text;

import java.nio.charset.StandardCharsets;

/// UTF-8 byte patterns (RFC 3629).
final class Utf8 {
    private Utf8() {}

    /// Bytes of the whole, valid character at `from`; 0 when the bytes up to `to` begin a valid character that is not
    /// finished; -1 when no valid character begins here.
    static int validLength(byte[] bytes, int from, int to) {
        int first = bytes[from] & 0xFF;
        int length = first < 0x80 ? 1 : first < 0xC2 ? -1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : -1;
        for (int i = 1; i < length; i++) {
            if (from + i >= to) {
                return 0;
            }
            int next = bytes[from + i] & 0xFF;
            int low = i > 1 ? 0x80 : first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
            int high = i > 1 ? 0xBF : first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
            if (next < low || next > high) {
                return -1;
            }
        }
        return length;
    }

    /// Bytes of a code point; 1 for an unpaired surrogate, which Java writes as `?`.
    static int length(int codePoint) {
        if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
            return 1;
        }
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
}
