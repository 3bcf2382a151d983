package glassformer.run;

import java.util.List;

/// A line of `outliers.jsonl`: a batch whose loss stood out.
///
/// @param mean  of the losses before it
/// @param texts the batch's, that with the highest loss first, cut to a few hundred characters
public record Outlier(int step, double loss, double mean, List<String> texts) {
    private static final int MOST_CHARACTERS = 300;

    public Outlier {
        texts = List.copyOf(texts);
    }

    static String cut(String text) {
        return text.codePointCount(0, text.length()) <= MOST_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS)) + "…";
    }
}
