package glassformer.task;

import glassformer.BadInputException;
import glassformer.data.Truncation;
import glassformer.text.SpecialTokens;
import java.util.Arrays;

/// One text or two as a model reads them, with the special tokens around: `[CLS] a [SEP]` or `[CLS] a [SEP] b [SEP]`.
///
/// @param ids (T)
/// @param segments (T) 0 up to the separator after the first text, 1 from there; models without segments ignore them
public record TokenPair(int[] ids, int[] segments) {
    public TokenPair {
        if (ids.length != segments.length) {
            throw new IllegalArgumentException(
                    "there are " + ids.length + " ids, but " + segments.length + " segments");
        }
    }

    /// One text, cut at the end to fit.
    ///
    /// @param maxLength tokens in all, special ones included
    public static TokenPair of(SpecialTokens specials, int[] text, int maxLength) {
        int room = room(maxLength, 2);
        int[] ids = new int[Math.min(room, text.length) + 2];
        ids[0] = specials.requireClassify();
        System.arraycopy(text, 0, ids, 1, ids.length - 2);
        ids[ids.length - 1] = specials.requireSeparator();
        return new TokenPair(ids, new int[ids.length]);
    }

    /// Two texts. While they are too long together, the longer loses its last token, the second when both are of one
    /// length, as in BERT.
    public static TokenPair of(SpecialTokens specials, int[] first, int[] second, int maxLength) {
        return of(specials, first, second, maxLength, Truncation.HEAD);
    }

    /// Two texts. While they are too long together, the longer loses a token, the second when both are of one length.
    ///
    /// @param truncation which end of each it loses them from
    public static TokenPair of(
            SpecialTokens specials, int[] first, int[] second, int maxLength, Truncation truncation) {
        int between = specials.separatorsBetween();
        int room = room(maxLength, 2 + between);
        int a = first.length;
        int b = second.length;
        while (a + b > room) {
            if (a > b) {
                a--;
            } else {
                b--;
            }
        }
        int[] ids = new int[a + b + 2 + between];
        Arrays.fill(ids, specials.requireSeparator());
        ids[0] = specials.requireClassify();
        System.arraycopy(cut(first, a, truncation), 0, ids, 1, a);
        System.arraycopy(cut(second, b, truncation), 0, ids, 1 + a + between, b);
        int[] segments = new int[ids.length];
        Arrays.fill(segments, 1 + a + between, ids.length, 1);
        return new TokenPair(ids, segments);
    }

    private static int[] cut(int[] ids, int length, Truncation truncation) {
        return length == 0 ? new int[0] : truncation.apply(ids, length);
    }

    private static int room(int maxLength, int specials) {
        if (maxLength <= specials) {
            throw new BadInputException("model.contextLength is " + maxLength + ", but must be more than " + specials
                    + ", the number of special tokens around the text.");
        }
        return maxLength - specials;
    }
}
