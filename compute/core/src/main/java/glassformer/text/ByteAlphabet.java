package glassformer.text;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// GPT-2's way to write any byte as one printable character, so that byte-level tokens can stand in JSON: printable
/// Latin-1 bytes are themselves, the other 68 are U+0100 and up, in byte order (a space is `Ġ`, a line end `Ċ`).
/// Radford et al. 2019, "Language Models are Unsupervised Multitask Learners".
final class ByteAlphabet {
    private final char[] charOf = new char[256];
    private final short[] byteOf = new short[256 + 68];

    ByteAlphabet() {
        java.util.Arrays.fill(byteOf, (short) -1);
        char next = 256;
        for (int b = 0; b < 256; b++) {
            boolean printable = (b >= '!' && b <= '~') || (b >= 0xA1 && b != 0xAD);
            charOf[b] = printable ? (char) b : next++;
            byteOf[charOf[b]] = (short) b;
        }
    }

    char character(int unsignedByte) {
        return charOf[unsignedByte];
    }

    String write(byte[] bytes) {
        char[] out = new char[bytes.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = charOf[bytes[i] & 0xFF];
        }
        return new String(out);
    }

    /// The bytes that a token's characters stand for, or null when one is outside the alphabet.
    byte @Nullable [] read(String token) {
        byte[] out = new byte[token.length()];
        for (int i = 0; i < out.length; i++) {
            char c = token.charAt(i);
            if (c >= byteOf.length || byteOf[c] < 0) {
                return null;
            }
            out[i] = (byte) byteOf[c];
        }
        return out;
    }

    /// As the library's decoder does it: a token outside the alphabet, such as an added one, is its own text.
    byte[] readOrLiteral(String token) {
        byte[] bytes = read(token);
        return bytes != null ? bytes : token.getBytes(StandardCharsets.UTF_8);
    }
}
