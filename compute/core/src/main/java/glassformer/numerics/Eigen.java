package glassformer.numerics;

/// Eigenvalues and eigenvectors of a symmetric matrix.
///
/// @param values  the largest first // (N)
/// @param vectors a column each, of length 1, in the same order // (N, N)
public record Eigen(double[] values, Matrix vectors) {}
