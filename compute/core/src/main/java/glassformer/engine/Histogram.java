package glassformer.engine;

/// How values are spread over equally wide bins from the smallest to the largest, which lies in the last bin. Where
/// all are equal they lie in the middle one.
///
/// @param counts of each of the [#BINS] bins
public record Histogram(double min, double max, long[] counts) {
    public static final int BINS = 40;

    /// Of finite values, at least one.
    public static Histogram of(double[] values) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        double low = min == max ? min - 1 : min;
        double high = min == max ? max + 1 : max;
        long[] counts = new long[BINS];
        for (double value : values) {
            counts[Math.min(BINS - 1, (int) ((value - low) / (high - low) * BINS))]++;
        }
        return new Histogram(min, max, counts);
    }
}
