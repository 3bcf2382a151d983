package glassformer.baseline;

import glassformer.BadInputException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Turns a text into a vector with a place for each term of the training texts: how often the term comes, times how
/// rare
/// it is, `ln((1 + texts) / (1 + texts with the term)) + 1`, the whole scaled to length 1. Terms that training did not
/// have are passed over.
public final class TfIdf {
    private final boolean sublinear;
    private final List<String> terms;
    private final Map<String, Integer> places = new HashMap<>();
    private final double[] rarity;

    private TfIdf(boolean sublinear, List<String> terms, double[] rarity) {
        this.sublinear = sublinear;
        this.terms = terms;
        this.rarity = rarity;
        for (int i = 0; i < terms.size(); i++) {
            places.put(terms.get(i), i);
        }
    }

    /// @param texts one or more
    /// @param sublinear whether a term that comes `n` times counts `1 + ln n` and not `n`
    /// @param atLeast texts that a term must be in to have a place, 1 or more
    /// @param most terms that get a place, those in the most texts; of equals the first in the order of [#terms]
    public static TfIdf fit(List<String> texts, boolean sublinear, int atLeast, int most) {
        TreeMap<String, Integer> inTexts = new TreeMap<>();
        for (String text : texts) {
            new HashSet<>(Terms.of(text)).forEach(term -> inTexts.merge(term, 1, Integer::sum));
        }
        inTexts.values().removeIf(count -> count < atLeast);
        inTexts.keySet()
                .retainAll(inTexts.entrySet().stream()
                        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                        .limit(most)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()));
        if (inTexts.isEmpty()) {
            throw new BadInputException("No word is in " + atLeast + " of the " + texts.size()
                    + " training texts; give more texts or count rarer words.");
        }
        double[] rarity = inTexts.values().stream()
                .mapToDouble(count -> Math.log((1.0 + texts.size()) / (1 + count)) + 1)
                .toArray();
        return new TfIdf(sublinear, List.copyOf(inTexts.keySet()), rarity);
    }

    /// The terms by place, in the order of their UTF-16 codes.
    public List<String> terms() {
        return terms;
    }

    /// How often each known term comes, nothing weighted or scaled: a bag of words.
    ///
    /// @return (terms), empty where the text has no known term
    public SparseRow counts(String text) {
        TreeMap<Integer, Integer> counts = counted(text);
        return new SparseRow(
                counts.keySet().stream().mapToInt(Integer::intValue).toArray(),
                counts.values().stream().mapToDouble(Integer::doubleValue).toArray());
    }

    private TreeMap<Integer, Integer> counted(String text) {
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        for (String term : Terms.of(text)) {
            Integer place = places.get(term);
            if (place != null) {
                counts.merge(place, 1, Integer::sum);
            }
        }
        return counts;
    }

    /// @return (terms), empty where the text has no known term
    public SparseRow row(String text) {
        TreeMap<Integer, Integer> counts = counted(text);
        int[] indices = counts.keySet().stream().mapToInt(Integer::intValue).toArray();
        double[] values = new double[indices.length];
        double squares = 0;
        int i = 0;
        for (int count : counts.values()) {
            values[i] = (sublinear ? 1 + Math.log(count) : count) * rarity[indices[i]];
            squares += values[i] * values[i];
            i++;
        }
        double norm = Math.sqrt(squares);
        for (int k = 0; k < values.length; k++) {
            values[k] /= norm;
        }
        return new SparseRow(indices, values);
    }
}
