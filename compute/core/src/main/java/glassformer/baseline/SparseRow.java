package glassformer.baseline;

/// A vector that is zero nearly everywhere.
///
/// @param indices of the values, ascending
/// @param values one for each index
public record SparseRow(int[] indices, double[] values) {
    /// The product with the part of a dense vector that begins at `offset`.
    double dot(double[] dense, int offset) {
        double sum = 0;
        for (int i = 0; i < indices.length; i++) {
            sum += values[i] * dense[offset + indices[i]];
        }
        return sum;
    }

    void addTo(double[] dense, int offset, double scale) {
        for (int i = 0; i < indices.length; i++) {
            dense[offset + indices[i]] += scale * values[i];
        }
    }
}
