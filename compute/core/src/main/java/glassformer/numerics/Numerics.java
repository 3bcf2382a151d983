package glassformer.numerics;

/// What a library for linear algebra computes here; all else is made of it. In double precision. Safe for use by
// several
/// threads.
public interface Numerics {
    /// "ND4J 1.0.0-M2.1"
    String description();

    /// `a b`, with either of them transposed.
    Matrix product(Matrix a, boolean transposeA, Matrix b, boolean transposeB);

    default Matrix product(Matrix a, Matrix b) {
        return product(a, false, b, false);
    }

    /// `aᵀ a` // (columns, columns)
    default Matrix gram(Matrix a) {
        return product(a, true, a, false);
    }

    /// @param symmetric of finite numbers; only one of its triangles is read
    Eigen eigen(Matrix symmetric);
}
