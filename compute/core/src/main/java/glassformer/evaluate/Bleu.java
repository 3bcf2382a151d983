package glassformer.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Corpus BLEU (Papineni et al. 2002) with one reference each: the geometric mean of the clipped precisions of 1- to
/// 4-grams over the whole corpus, times the brevity penalty.
///
/// @param score 0 to 1
/// @param precisions of 1- to 4-grams
/// @param brevityPenalty `exp(1 - referenceLength / length)` where the hypotheses are shorter, else 1
public record Bleu(double score, List<Double> precisions, double brevityPenalty, long length, long referenceLength) {
    private static final int LONGEST = 4;
    /// How many numbers [#counts] gives.
    static final int COUNTS = 2 * LONGEST + 2;

    /// What becomes of n-grams of which none matches.
    public enum Smoothing {
        /// Their precision is 0, and so is the score.
        NONE,
        /// Half of one match for the first such n, a quarter for the next, and so on (sacrebleu's `exp`; Chen and
        // Cherry
        /// 2014, method 3). Where nothing matches at all, the score is 0.
        EXPONENTIAL
    }

    public Bleu {
        precisions = List.copyOf(precisions);
    }

    /// Without smoothing.
    ///
    /// @param hypotheses what the model wrote, as words or tokens
    /// @param references what is right, one for each hypothesis
    public static Bleu corpus(List<List<String>> hypotheses, List<List<String>> references) {
        return corpus(hypotheses, references, Smoothing.NONE);
    }

    public static Bleu corpus(List<List<String>> hypotheses, List<List<String>> references, Smoothing smoothing) {
        Measures.checkPairs(references.size(), hypotheses.size(), "hypotheses");
        double[] sums = new double[COUNTS];
        for (int i = 0; i < hypotheses.size(); i++) {
            double[] counts = counts(hypotheses.get(i), references.get(i));
            for (int j = 0; j < COUNTS; j++) {
                sums[j] += counts[j];
            }
        }
        return of(sums, smoothing);
    }

    /// What a pair adds to the corpus: matches and totals of 1- to 4-grams, both lengths. // (COUNTS)
    static double[] counts(List<String> hypothesis, List<String> reference) {
        double[] counts = new double[COUNTS];
        for (int n = 1; n <= LONGEST; n++) {
            Map<List<String>, Integer> allowed = grams(reference, n);
            for (var gram : grams(hypothesis, n).entrySet()) {
                counts[n - 1] += Math.min(gram.getValue(), allowed.getOrDefault(gram.getKey(), 0));
                counts[LONGEST + n - 1] += gram.getValue();
            }
        }
        counts[2 * LONGEST] = hypothesis.size();
        counts[2 * LONGEST + 1] = reference.size();
        return counts;
    }

    /// @param sums of [#counts] over the corpus
    static Bleu of(double[] sums, Smoothing smoothing) {
        double length = sums[2 * LONGEST];
        double referenceLength = sums[2 * LONGEST + 1];
        boolean any = false;
        for (int n = 0; n < LONGEST; n++) {
            any |= sums[n] > 0;
        }
        List<Double> precisions = new ArrayList<>();
        double logSum = 0;
        double share = 1;
        for (int n = 0; n < LONGEST; n++) {
            double matches = sums[n];
            double total = sums[LONGEST + n];
            if (matches == 0 && any && smoothing == Smoothing.EXPONENTIAL) {
                share /= 2;
                matches = share;
            }
            double precision = total == 0 ? 0 : matches / total;
            precisions.add(precision);
            logSum += Math.log(precision);
        }
        double penalty = length >= referenceLength ? 1 : length == 0 ? 0 : Math.exp(1 - referenceLength / length);
        return new Bleu(any ? penalty * Math.exp(logSum / LONGEST) : 0, precisions, penalty, (long) length, (long)
                referenceLength);
    }

    private static Map<List<String>, Integer> grams(List<String> words, int n) {
        Map<List<String>, Integer> counts = new HashMap<>();
        for (int i = 0; i + n <= words.size(); i++) {
            counts.merge(words.subList(i, i + n), 1, Integer::sum);
        }
        return counts;
    }
}
