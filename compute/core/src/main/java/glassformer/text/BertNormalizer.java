package glassformer.text;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/// What BERT does to a text before cutting it into words. Devlin et al. 2019, "BERT: Pre-training of Deep Bidirectional
/// Transformers for Language Understanding"; the details are those of Hugging Face's library.
///
/// @param cleanText drops control characters and makes every white space a blank
/// @param spaceChinese puts blanks around Chinese characters, so that each is a word
/// @param stripAccents drops accents; where null, it does so when `lowercase` is set
/// @param lowercase makes capital letters small
public record BertNormalizer(
        boolean cleanText, boolean spaceChinese, @Nullable Boolean stripAccents, boolean lowercase) {
    private static final int CAPITAL_I_WITH_DOT = 0x130;
    private static final int DOT_ABOVE = 0x307;

    /// As BERT base uncased: small letters without accents.
    public static BertNormalizer uncased() {
        return new BertNormalizer(true, true, null, true);
    }

    /// As BERT base cased: letters stay as they are.
    public static BertNormalizer cased() {
        return new BertNormalizer(true, true, null, false);
    }

    /// Leaves the text as it is.
    static BertNormalizer none() {
        return new BertNormalizer(false, false, false, false);
    }

    NormalizedText normalize(String text) {
        NormalizedText result = clean(text);
        if (stripAccents == null ? lowercase : stripAccents) {
            result = withoutAccents(result);
        }
        return lowercase ? lowercased(result) : result;
    }

    private NormalizedText clean(String text) {
        NormalizedText.Builder out = new NormalizedText.Builder(text.length());
        for (int start = 0; start < text.length(); ) {
            int c = text.codePointAt(start);
            int end = start + Character.charCount(c);
            if (cleanText && BertCharacters.isSpace(c) && !BertCharacters.isDropped(c)) {
                out.add(' ', start, end);
            } else if (spaceChinese && BertCharacters.isChinese(c)) {
                out.add(' ', start, start);
                out.add(c, start, end);
                out.add(' ', end, end);
            } else if (!cleanText || !BertCharacters.isDropped(c)) {
                out.add(c, start, end);
            }
            start = end;
        }
        return out.build();
    }

    private static NormalizedText withoutAccents(NormalizedText in) {
        String text = in.text();
        NormalizedText.Builder out = new NormalizedText.Builder(text.length());
        for (int at = 0; at < text.length(); ) {
            int end = clusterEnd(text, at);
            int start = in.start(at);
            int stop = in.end(end - 1);
            int first = text.codePointAt(at);
            if (first < 128 && end == at + 1 || BertCharacters.isUnknownToDecomposition(first)) {
                if (!BertCharacters.isAccent(first)) {
                    out.add(first, start, stop);
                }
            } else {
                Normalizer.normalize(text.substring(at, end), Normalizer.Form.NFD)
                        .codePoints()
                        .filter(c -> !BertCharacters.isAccent(c))
                        .forEach(c -> out.add(c, start, stop));
            }
            at = end;
        }
        return out.build();
    }

    /// A character with the marks that follow: decomposition moves no mark across its ends. A character that the
    /// library's tables do not know counts as no mark there, so it stands alone.
    private static int clusterEnd(String text, int at) {
        int first = text.codePointAt(at);
        int end = at + Character.charCount(first);
        if (BertCharacters.isUnknownToDecomposition(first)) {
            return end;
        }
        while (end < text.length()) {
            int c = text.codePointAt(end);
            if (c < 0x300 || !BertCharacters.isMark(c) || BertCharacters.isUnknownToDecomposition(c)) {
                break;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    private static NormalizedText lowercased(NormalizedText in) {
        String text = in.text();
        NormalizedText.Builder out = new NormalizedText.Builder(text.length());
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            out.add(Character.toLowerCase(c), in.start(at), in.end(at));
            if (c == CAPITAL_I_WITH_DOT) {
                out.add(DOT_ABOVE, in.start(at), in.end(at));
            }
            at += Character.charCount(c);
        }
        return out.build();
    }
}
