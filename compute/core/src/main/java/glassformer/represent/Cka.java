package glassformer.represent;

import glassformer.numerics.Matrix;
import glassformer.numerics.Numerics;

/// How alike two sets of vectors for the same things are, whatever turn or scale lies between them: linear centered
/// kernel alignment, `|Yᵀ X|² / (|Xᵀ X| |Yᵀ Y|)` of centred vectors (Kornblith et al. 2019, equation 4).
final class Cka {
    private final Numerics numerics;

    Cka(Numerics numerics) {
        this.numerics = numerics;
    }

    /// Vectors less their mean, and the norm of their covariance.
    record Centred(Matrix vectors, double norm) {}

    Centred centred(Matrix vectors) {
        Matrix away = vectors.minus(vectors.means());
        return new Centred(away, Math.sqrt(numerics.gram(away).squares()));
    }

    /// 1 where they are the same but for turning and scaling, 0 where they have nothing in common or one does not vary.
    ///
    /// @param x (N, C)
    /// @param y (N, D)
    double of(Centred x, Centred y) {
        double norms = x.norm() * y.norm();
        return norms == 0
                ? 0
                : numerics.product(y.vectors(), true, x.vectors(), false).squares() / norms;
    }
}
