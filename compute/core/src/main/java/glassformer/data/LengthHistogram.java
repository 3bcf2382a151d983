package glassformer.data;

import glassformer.BadInputException;
import java.util.Arrays;
import java.util.List;

/// How many lengths fall into bins of equal width; the first bin begins at 0.
///
/// @param binWidth 1 or more
/// @param counts of lengths from `i * binWidth` (inclusive) to `(i + 1) * binWidth` (exclusive)
public record LengthHistogram(int binWidth, List<Integer> counts, int shortest, int median, int longest) {
    public LengthHistogram {
        counts = List.copyOf(counts);
    }

    /// @param lengths one or more, in any unit
    /// @param bins most bins wanted
    public static LengthHistogram of(int[] lengths, int bins) {
        if (lengths.length == 0 || bins < 1) {
            throw new BadInputException("A histogram needs at least one length and one bin.");
        }
        int[] sorted = lengths.clone();
        Arrays.sort(sorted);
        int longest = sorted[sorted.length - 1];
        int width = longest / bins + 1;
        Integer[] counts = new Integer[longest / width + 1];
        Arrays.fill(counts, 0);
        for (int length : sorted) {
            counts[length / width]++;
        }
        return new LengthHistogram(width, Arrays.asList(counts), sorted[0], sorted[sorted.length / 2], longest);
    }

    /// Of the characters that a model would read.
    public static LengthHistogram ofExamples(List<? extends Example> examples, int bins) {
        return of(examples.stream().mapToInt(Example::length).toArray(), bins);
    }
}
