package glassformer.ui.bench;

import java.util.Arrays;

/// The times between the pulses of a window, or of what one takes, in milliseconds.
///
/// @param pulses how many times were measured
/// @param p50    half of them were shorter
/// @param p95    19 of 20 were shorter
public record FrameTimes(int pulses, double p50, double p95, double longest) {
    /// @param nanos the times, in any order, at least one
    public static FrameTimes of(long[] nanos) {
        if (nanos.length == 0) throw new IllegalArgumentException("no pulse was measured");
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new FrameTimes(sorted.length, at(sorted, 0.5), at(sorted, 0.95), at(sorted, 1));
    }

    /// The nearest rank.
    private static double at(long[] sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(0, rank - 1)] / 1e6;
    }
}
