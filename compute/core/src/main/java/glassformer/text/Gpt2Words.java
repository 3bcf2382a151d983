package glassformer.text;

/// GPT-2's pre-tokenization: cuts a text into the pieces inside which BPE merges. It does by hand what the expression
/// `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+` does in Hugging Face's library, whose
/// `\s` is Unicode's White_Space and not Java's. Letters and numbers come from this JDK's Unicode tables: those of JDK
/// 25 are Unicode 16, as are the library's, and a test compares them for every code point. With tables of another age,
/// text in a script that only one of the two knows may be cut at other places; decoding still gives back the text.
final class Gpt2Words {
    private static final int OTHER = 0;
    private static final int LETTER = 1;
    private static final int NUMBER = 2;
    private static final int SPACE = 3;

    private final String text;
    private final int end;

    Gpt2Words(String text) {
        this.text = text;
        this.end = text.length();
    }

    /// Where the piece that begins at `from` ends; `from` must be less than the text's length.
    int next(int from) {
        char first = text.charAt(from);
        if (first == '\'') {
            int contraction = contraction(from + 1);
            if (contraction > 0) {
                return from + 1 + contraction;
            }
        }
        int start = first == ' ' && from + 1 < end ? from + 1 : from;
        int kind = kind(text.codePointAt(start));
        if (kind != SPACE) {
            return run(start, kind);
        }
        int stop = run(from, SPACE);
        // The last space of a run belongs to the word after it, unless nothing else is left to take.
        return stop == end || stop - from == 1 ? stop : stop - 1;
    }

    private int contraction(int at) {
        if (at >= end) {
            return 0;
        }
        char a = text.charAt(at);
        if (a == 's' || a == 't' || a == 'm' || a == 'd') {
            return 1;
        }
        char b = at + 1 < end ? text.charAt(at + 1) : 0;
        return (a == 'r' && b == 'e') || (a == 'v' && b == 'e') || (a == 'l' && b == 'l') ? 2 : 0;
    }

    private int run(int from, int kind) {
        int at = from;
        while (at < end) {
            int codePoint = text.codePointAt(at);
            if (kind(codePoint) != kind) {
                break;
            }
            at += Character.charCount(codePoint);
        }
        return at;
    }

    private static int kind(int codePoint) {
        if (codePoint < 128) {
            if ((codePoint >= 'a' && codePoint <= 'z') || (codePoint >= 'A' && codePoint <= 'Z')) {
                return LETTER;
            }
            if (codePoint >= '0' && codePoint <= '9') {
                return NUMBER;
            }
            return codePoint == ' ' || (codePoint >= 9 && codePoint <= 13) ? SPACE : OTHER;
        }
        return switch (Character.getType(codePoint)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER -> LETTER;
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> NUMBER;
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> SPACE;
            default -> codePoint == 0x85 ? SPACE : OTHER;
        };
    }

    /// Unicode's White_Space, also what strips around an added token.
    static boolean isSpace(int codePoint) {
        return kind(codePoint) == SPACE;
    }
}
