package glassformer.evaluate;

import java.util.ArrayList;
import java.util.List;

/// Whether a model is right as often as it says it is sure: predictions in bins of equal width by the probability that
/// they were given (Guo et al. 2017).
///
/// @param bins          from 0 to 1
/// @param expectedError mean distance of confidence and accuracy, each bin counting by its predictions (ECE)
/// @param maximumError  the largest such distance (MCE)
public record Calibration(List<Bin> bins, double expectedError, double maximumError) {
    /// How many bins papers use.
    public static final int USUAL_BINS = 10;

    public Calibration {
        bins = List.copyOf(bins);
    }

    /// @param from       above which confidences lie; that of the first bin is itself in it
    /// @param to         up to which they lie
    /// @param confidence mean of the bin's; 0 where it is empty
    /// @param accuracy   share of the bin's that are right; 0 where it is empty
    public record Bin(double from, double to, int count, double confidence, double accuracy) {}

    /// @param confidences of what was predicted, 0 to 1 // (N)
    /// @param right       whether it was right // (N)
    public static Calibration of(double[] confidences, boolean[] right, int bins) {
        Measures.checkPairs(right.length, confidences.length, "confidences");
        int[] counts = new int[bins];
        int[] hits = new int[bins];
        double[] sums = new double[bins];
        for (int i = 0; i < confidences.length; i++) {
            int bin = Math.clamp((int) Math.ceil(confidences[i] * bins) - 1, 0, bins - 1);
            counts[bin]++;
            hits[bin] += right[i] ? 1 : 0;
            sums[bin] += confidences[i];
        }
        List<Bin> all = new ArrayList<>();
        double expected = 0;
        double maximum = 0;
        for (int i = 0; i < bins; i++) {
            double confidence = counts[i] == 0 ? 0 : sums[i] / counts[i];
            double accuracy = counts[i] == 0 ? 0 : (double) hits[i] / counts[i];
            double gap = Math.abs(confidence - accuracy);
            all.add(new Bin((double) i / bins, (i + 1.0) / bins, counts[i], confidence, accuracy));
            expected += gap * counts[i] / confidences.length;
            maximum = Math.max(maximum, gap);
        }
        return new Calibration(all, expected, maximum);
    }
}
