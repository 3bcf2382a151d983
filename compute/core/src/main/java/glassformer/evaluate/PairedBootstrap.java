package glassformer.evaluate;

import glassformer.SplitMix64;
import java.util.Arrays;

/// Whether one model is better than another on the same examples by more than the choice of the examples explains: both
/// are measured on the same samples of the examples, drawn with replacement (Efron and Tibshirani 1993; Koehn 2004).
///
/// Sample `r` takes as its `i`-th example number `hash(seed, r, i) modulo N`, see [SplitMix64].
///
/// @param value        of the one, on all examples
/// @param other        of the other
/// @param valueRange   95 % of the samples lie within, for the one
/// @param otherRange   for the other
/// @param difference   `value - other`
/// @param range        95 % of the samples' differences lie within
/// @param probability  p: how likely a difference as far from 0 would be if there were none, two-sided
/// @param samples      how many were drawn
public record PairedBootstrap(
        String measure,
        double value,
        double other,
        Range valueRange,
        Range otherRange,
        double difference,
        Range range,
        double probability,
        boolean higherIsBetter,
        int examples,
        int samples,
        long seed) {
    /// Enough for two digits of p.
    public static final int USUAL_SAMPLES = 2000;

    private static final double LOW = 0.025;

    public record Range(double low, double high) {
        /// Quantiles between the sorted values, by linear interpolation.
        static Range of(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            return new Range(quantile(sorted, LOW), quantile(sorted, 1 - LOW));
        }

        private static double quantile(double[] sorted, double share) {
            double place = share * (sorted.length - 1);
            int below = (int) Math.floor(place);
            int above = Math.min(below + 1, sorted.length - 1);
            return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
        }

        public boolean contains(double value) {
            return low <= value && value <= high;
        }
    }

    /// @param one   of a model's examples
    /// @param other the same measure of another model's on the same examples, in the same order
    public static PairedBootstrap of(Summed one, Summed other, int samples, long seed) {
        int size = one.rows().length;
        Measures.checkPairs(size, other.rows().length, "examples");
        double[] ones = new double[samples];
        double[] others = new double[samples];
        double[] differences = new double[samples];
        int[] sample = new int[size];
        int low = 0;
        int high = 0;
        for (int r = 0; r < samples; r++) {
            for (int i = 0; i < size; i++) {
                sample[i] = (int) Long.remainderUnsigned(SplitMix64.hash(seed, r, i), size);
            }
            ones[r] = one.of(sample);
            others[r] = other.of(sample);
            differences[r] = ones[r] - others[r];
            low += differences[r] <= 0 ? 1 : 0;
            high += differences[r] >= 0 ? 1 : 0;
        }
        double probability = Math.min(1, 2.0 * (Math.min(low, high) + 1) / (samples + 1));
        double value = one.ofAll();
        double second = other.ofAll();
        return new PairedBootstrap(
                one.name(),
                value,
                second,
                Range.of(ones),
                Range.of(others),
                value - second,
                Range.of(differences),
                probability,
                one.higherIsBetter(),
                size,
                samples,
                seed);
    }

    /// Whether the range of differences leaves out 0.
    public boolean isClear() {
        return !range.contains(0);
    }
}
