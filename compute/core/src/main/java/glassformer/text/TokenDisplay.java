package glassformer.text;

import java.util.Locale;

/// Shows a token's bytes as readable text, see [Tokenizer#token].
final class TokenDisplay {
    private TokenDisplay() {}

    static String of(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < bytes.length; ) {
            int length = Utf8.validLength(bytes, i, bytes.length);
            if (length <= 0) {
                out.append(String.format(Locale.ROOT, "<0x%02X>", bytes[i] & 0xFF));
                i++;
                continue;
            }
            switch (bytes[i]) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(Utf8.text(bytes, i, length));
            }
            i += length;
        }
        return out.toString();
    }
}
