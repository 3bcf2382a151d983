package glassformer.baseline;

/// A vector that is zero nearly everywhere.
///
/// @param indices of the values, ascending
/// @param values one for each index
public record SparseRow(int[] indices, double[] values) {}
