package glassformer.numerics;

/// Something that multiplies vectors, which a whole matrix need not be held for.
public interface Linear {
    int rows();

    int columns();

    /// `this x` // (columns, K) -> (rows, K)
    Matrix times(Matrix x);

    /// `thisᵀ x` // (rows, K) -> (columns, K)
    Matrix transposedTimes(Matrix x);
}
