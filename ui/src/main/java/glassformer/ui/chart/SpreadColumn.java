package glassformer.ui.chart;

/// How values were spread at one x, as counts in equally wide bins from `min` to `max`.
public record SpreadColumn(double x, double min, double max, long[] counts) {
    /// The share of the fullest bin that lies at a value, from 0 to 1; negative outside.
    double share(double value) {
        if (value < min || value > max) return -1;
        int bin = max > min ? (int) ((value - min) / (max - min) * counts.length) : counts.length / 2;
        return shareOf(Math.min(counts.length - 1, bin));
    }

    /// A bin's share of the fullest one.
    double shareOf(int bin) {
        long most = 1;
        for (long count : counts) most = Math.max(most, count);
        return (double) counts[bin] / most;
    }

    /// Where a bin begins.
    double from(int bin) {
        return min + (max - min) * bin / counts.length;
    }
}
