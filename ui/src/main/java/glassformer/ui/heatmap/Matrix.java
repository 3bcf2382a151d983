package glassformer.ui.heatmap;

/// A matrix of values, row after row; for an attention pattern rows are queries and columns are keys.
///
/// @param values `rows × columns` numbers, not copied; a change shows only when the matrix is set again
public record Matrix(int rows, int columns, float[] values) {
    public Matrix {
        if (rows < 1 || columns < 1 || (long) rows * columns != values.length) {
            throw new IllegalArgumentException(
                    "A matrix of " + rows + " x " + columns + " does not have " + values.length + " values.");
        }
    }

    public float at(int row, int column) {
        return values[row * columns + column];
    }

    /// Whether the values count something: whole numbers, and one of them above 1.
    boolean isCounts() {
        boolean more = false;
        for (float v : values) {
            if (v != Math.rint(v) || v < 0) return false;
            more |= v > 1;
        }
        return more;
    }

    /// From the smallest to the largest value; NaN and infinities are left out.
    public ValueRange range() {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float v : values) {
            if (!Float.isFinite(v)) continue;
            low = Math.min(low, v);
            high = Math.max(high, v);
        }
        return low <= high ? new ValueRange(low, high) : new ValueRange(0, 0);
    }
}
