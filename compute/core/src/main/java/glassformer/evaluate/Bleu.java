package glassformer.evaluate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Corpus BLEU (Papineni et al. 2002) with one reference each: the geometric mean of the clipped precisions of 1- to
/// 4-grams over the whole corpus, times the brevity penalty; no smoothing, so it is 0 where no 4-gram matches.
///
/// @param score 0 to 1
/// @param precisions of 1- to 4-grams
/// @param brevityPenalty `exp(1 - referenceLength / length)` where the hypotheses are shorter, else 1
public record Bleu(double score, List<Double> precisions, double brevityPenalty, long length, long referenceLength) {
    private static final int LONGEST = 4;

    public Bleu {
        precisions = List.copyOf(precisions);
    }

    /// @param hypotheses what the model wrote, as words or tokens
    /// @param references what is right, one for each hypothesis
    public static Bleu corpus(List<List<String>> hypotheses, List<List<String>> references) {
        Measures.checkPairs(references.size(), hypotheses.size(), "hypotheses");
        long[] matches = new long[LONGEST];
        long[] totals = new long[LONGEST];
        long length = 0;
        long referenceLength = 0;
        for (int i = 0; i < hypotheses.size(); i++) {
            length += hypotheses.get(i).size();
            referenceLength += references.get(i).size();
            for (int n = 1; n <= LONGEST; n++) {
                Map<List<String>, Integer> allowed = counts(references.get(i), n);
                for (var gram : counts(hypotheses.get(i), n).entrySet()) {
                    totals[n - 1] += gram.getValue();
                    matches[n - 1] += Math.min(gram.getValue(), allowed.getOrDefault(gram.getKey(), 0));
                }
            }
        }
        Double[] precisions = new Double[LONGEST];
        double logSum = 0;
        for (int n = 0; n < LONGEST; n++) {
            precisions[n] = totals[n] == 0 ? 0 : (double) matches[n] / totals[n];
            logSum += Math.log(precisions[n]);
        }
        double penalty =
                length >= referenceLength ? 1 : length == 0 ? 0 : Math.exp(1 - (double) referenceLength / length);
        return new Bleu(penalty * Math.exp(logSum / LONGEST), List.of(precisions), penalty, length, referenceLength);
    }

    private static Map<List<String>, Integer> counts(List<String> words, int n) {
        Map<List<String>, Integer> counts = new HashMap<>();
        for (int i = 0; i + n <= words.size(); i++) {
            counts.merge(words.subList(i, i + n), 1, Integer::sum);
        }
        return counts;
    }
}
