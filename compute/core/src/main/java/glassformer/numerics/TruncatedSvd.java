package glassformer.numerics;

import java.util.Random;

/// The largest singular values of a matrix and their vectors, `A ≈ U diag(s) Vᵀ`, by a randomized range finder with
/// power iterations (Halko, Martinsson & Tropp 2011, algorithms 4.4 and 5.1). Bases are made orthonormal through their
/// Gram matrix, twice, so that only products and a small symmetric decomposition are needed.
///
/// @param left   `U`, a column each // (rows, K)
/// @param values `s`, the largest first // (K)
/// @param right  `V`, a column each // (columns, K)
public record TruncatedSvd(Matrix left, double[] values, Matrix right) {
    private static final int EXTRA = 10;
    private static final int POWER_ITERATIONS = 7;
    /// Directions that hold less of the largest square than this are noise.
    private static final double NOTHING = 1e-13;

    /// @param rank how many, at least 1; fewer come back where the matrix has fewer
    public static TruncatedSvd of(Linear matrix, int rank, long seed, Numerics numerics) {
        int width = Math.min(rank + EXTRA, Math.min(matrix.rows(), matrix.columns()));
        Random random = new Random(seed);
        Matrix start = Matrix.zeros(matrix.columns(), width);
        for (int i = 0; i < start.values().length; i++) {
            start.values()[i] = random.nextGaussian();
        }
        Matrix basis = orthonormal(matrix.times(start), numerics);
        for (int i = 0; i < POWER_ITERATIONS; i++) {
            basis = orthonormal(matrix.times(orthonormal(matrix.transposedTimes(basis), numerics)), numerics);
        }
        Matrix rows = matrix.transposedTimes(basis); // (columns, W): the transposed of what is left of A in the basis
        Eigen eigen = numerics.eigen(numerics.gram(rows));
        int kept = Math.min(rank, count(eigen.values()));
        double[] values = new double[kept];
        double[] inverse = new double[kept];
        for (int k = 0; k < kept; k++) {
            values[k] = Math.sqrt(eigen.values()[k]);
            inverse[k] = 1 / values[k];
        }
        Matrix turn = eigen.vectors().firstColumns(kept);
        return new TruncatedSvd(
                numerics.product(basis, turn),
                values,
                numerics.product(rows, turn).scaled(inverse));
    }

    /// Columns that span the same space, each of length 1 and at right angles to the others.
    private static Matrix orthonormal(Matrix columns, Numerics numerics) {
        return whitened(whitened(columns, numerics), numerics);
    }

    private static Matrix whitened(Matrix columns, Numerics numerics) {
        Eigen eigen = numerics.eigen(numerics.gram(columns));
        int kept = Math.max(1, count(eigen.values()));
        double[] inverse = new double[kept];
        for (int k = 0; k < kept; k++) {
            inverse[k] = eigen.values()[k] > 0 ? 1 / Math.sqrt(eigen.values()[k]) : 0;
        }
        return numerics.product(columns, eigen.vectors().firstColumns(kept)).scaled(inverse);
    }

    private static int count(double[] squares) {
        int count = 0;
        while (count < squares.length && squares[count] > NOTHING * squares[0]) {
            count++;
        }
        return count;
    }
}
