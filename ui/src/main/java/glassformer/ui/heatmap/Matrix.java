package glassformer.ui.heatmap;

/// A matrix of values, row after row; for an attention pattern rows are queries and columns are keys.
///
/// @param values `rows × columns` numbers, not copied; a change shows only when the matrix is set again
public record Matrix(int rows, int columns, float[] values) implements Cells {
    public Matrix {
        if (rows < 1 || columns < 1 || (long) rows * columns != values.length) {
            throw new IllegalArgumentException(
                    "A matrix of " + rows + " x " + columns + " does not have " + values.length + " values.");
        }
    }

    @Override
    public float at(int row, int column) {
        return values[row * columns + column];
    }

    @Override
    public boolean isCounts() {
        boolean more = false;
        for (float v : values) {
            if (v != Math.rint(v) || v < 0) return false;
            more |= v > 1;
        }
        return more;
    }

    /// NaN and infinities are left out.
    @Override
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

    @Override
    public void largest(int fromRow, int toRow, int[] columnStart, float[] into) {
        for (int i = 0; i < into.length; i++) {
            int left = Math.min(columnStart[i], columns - 1);
            int right = Math.max(columnStart[i + 1], left + 1);
            float best = at(fromRow, left);
            for (int r = fromRow; r < toRow; r++) {
                for (int c = left; c < right; c++) {
                    float v = values[r * columns + c];
                    if (v > best || Float.isNaN(best)) best = v;
                }
            }
            into[i] = best;
        }
    }
}
