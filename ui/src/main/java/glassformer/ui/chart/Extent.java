package glassformer.ui.chart;

/// From the smallest to the largest of some values; empty when `low > high`.
public record Extent(double low, double high) {
    public static final Extent EMPTY = new Extent(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    public boolean isEmpty() {
        return !(low <= high);
    }

    public double length() {
        return high - low;
    }

    /// The smallest extent around both.
    public Extent and(Extent other) {
        return new Extent(Math.min(low, other.low), Math.max(high, other.high));
    }
}
