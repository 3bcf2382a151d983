package glassformer.evaluate;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How texts are cut into words to be compared, as sacrebleu (Post 2018) defines it, so that figures can be compared
/// with those of papers.
public enum WordTokenization {
    /// That of the script mteval-v13a: punctuation apart, numbers whole.
    MTEVAL_13A("13a"),
    /// Each Chinese character apart, the rest as in 13a.
    CHINESE("zh");

    private static final Pattern PUNCTUATION =
            Pattern.compile("[\\x20-\\x26\\x28-\\x2b\\x3a-\\x40\\x2f\\x5b-\\x60\\x7b-\\x7e]");
    private static final Pattern STOP_AFTER_OTHER = Pattern.compile("([^0-9])([.,])");
    private static final Pattern STOP_BEFORE_OTHER = Pattern.compile("([.,])([^0-9])");
    private static final Pattern DASH_AFTER_DIGIT = Pattern.compile("([0-9])(-)");
    /// As Python sees it.
    private static final Pattern WHITE_SPACE =
            Pattern.compile("[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+");

    /// Punctuation and ideographs; that these begin at U+2001 is sacrebleu's way.
    private static final Pattern IDEOGRAPH =
            Pattern.compile("[\\u2001-\\u2a6d\\u2e80-\\u2fdf\\u2ff0-\\u303f\\u3100-\\u312f"
                    + "\\u31a0-\\u31bf\\u31c0-\\u31ef\\u3200-\\u33ff\\u3400-\\u4db5\\u4e00-\\u9fbb\\uf900-\\ufa2d\\ufa30-\\ufa6a"
                    + "\\ufa70-\\ufad9\\ufe10-\\ufe1f\\ufe30-\\ufe4f\\uff00-\\uffef]");

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    private final String id;

    WordTokenization(String id) {
        this.id = id;
    }

    /// sacrebleu's name.
    public String id() {
        return id;
    }

    /// That which suits what is right.
    public static WordTokenization suiting(List<String> references) {
        long chinese =
                references.stream().filter(text -> HAN.matcher(text).find()).count();
        return 2 * chinese > references.size() ? CHINESE : MTEVAL_13A;
    }

    public List<String> words(String text) {
        return switch (this) {
            case MTEVAL_13A -> {
                String line = text.stripTrailing()
                        .replace("<skipped>", "")
                        .replace("-\n", "")
                        .replace("\n", " ")
                        .replace("&quot;", "\"")
                        .replace("&amp;", "&")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">");
                yield parted(" " + line + " ");
            }
            case CHINESE -> parted(IDEOGRAPH.matcher(text.strip()).replaceAll(" $0 "));
        };
    }

    private static List<String> parted(String line) {
        String apart = PUNCTUATION.matcher(line).replaceAll(" $0 ");
        apart = STOP_AFTER_OTHER.matcher(apart).replaceAll("$1 $2 ");
        apart = STOP_BEFORE_OTHER.matcher(apart).replaceAll(" $1 $2");
        apart = DASH_AFTER_DIGIT.matcher(apart).replaceAll("$1 $2 ");
        return Stream.of(WHITE_SPACE.split(apart))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
