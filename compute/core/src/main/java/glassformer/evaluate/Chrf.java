package glassformer.evaluate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// chrF2 over a corpus (Popović 2015, 2016), with sacrebleu's settings: the F-score of character 1- to 6-grams, white
/// space left out, recall counting twice as much as precision.
public final class Chrf {
    private static final int LONGEST = 6;
    private static final double BETA_SQUARED = 4;
    private static final Pattern WHITE_SPACE = Pattern.compile("(?U)\\s+");

    private Chrf() {}

    /// @param hypotheses what the model wrote
    /// @param references what is right, one for each hypothesis
    /// @return 0 to 1
    public static double corpus(List<String> hypotheses, List<String> references) {
        Measures.checkPairs(references.size(), hypotheses.size(), "hypotheses");
        double[] sums = new double[3 * LONGEST];
        for (int i = 0; i < hypotheses.size(); i++) {
            double[] counts = counts(hypotheses.get(i), references.get(i));
            for (int j = 0; j < sums.length; j++) {
                sums[j] += counts[j];
            }
        }
        return of(sums);
    }

    /// What a pair adds to the corpus: for each n the n-grams of the hypothesis where
    /// the reference has some, those of the reference, the matches.
    static double[] counts(String hypothesis, String reference) {
        int[] written = characters(hypothesis);
        int[] right = characters(reference);
        double[] counts = new double[3 * LONGEST];
        for (int n = 1; n <= LONGEST; n++) {
            Map<String, Integer> allowed = grams(right, n);
            int at = 3 * (n - 1);
            counts[at + 1] = Math.max(0, right.length - n + 1);
            counts[at] = counts[at + 1] == 0 ? 0 : Math.max(0, written.length - n + 1);
            grams(written, n)
                    .forEach((gram, count) -> counts[at + 2] += Math.min(count, allowed.getOrDefault(gram, 0)));
        }
        return counts;
    }

    /// @param sums of [#counts] over the corpus
    static double of(double[] sums) {
        double precision = 0;
        double recall = 0;
        for (int at = 0; at < sums.length; at += 3) {
            if (sums[at] > 0 && sums[at + 1] > 0) {
                precision += sums[at + 2] / sums[at];
                recall += sums[at + 2] / sums[at + 1];
            }
        }
        long lengths = 0;
        for (int at = 0; at < sums.length; at += 3) {
            lengths += sums[at] > 0 && sums[at + 1] > 0 ? 1 : 0;
        }
        if (precision + recall == 0) {
            return 0;
        }
        precision /= lengths;
        recall /= lengths;
        return (1 + BETA_SQUARED) * precision * recall / (BETA_SQUARED * precision + recall);
    }

    private static int[] characters(String text) {
        return WHITE_SPACE.matcher(text).replaceAll("").codePoints().toArray();
    }

    private static Map<String, Integer> grams(int[] characters, int n) {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i + n <= characters.length; i++) {
            counts.merge(new String(characters, i, n), 1, Integer::sum);
        }
        return counts;
    }
}
