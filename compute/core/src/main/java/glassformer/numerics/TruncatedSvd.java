package glassformer.numerics;

import java.util.Random;

/// The largest singular values of a matrix and their vectors, `A ≈ U diag(s) Vᵀ`, by a randomized range finder with
/// power iterations (Halko, Martinsson & Tropp 2011, algorithms 4.4 and 5.1) on the matrix's shorter side, which is
/// the only one whose bases are made orthonormal. That is done through their Gram matrix, twice, so that only products
/// and a small symmetric decomposition are needed.
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
        return matrix.rows() < matrix.columns()
                ? tall(new Transposed(matrix), rank, seed, numerics).turned()
                : tall(matrix, rank, seed, numerics);
    }

    /// Of a matrix with no fewer rows than columns.
    private static TruncatedSvd tall(Linear matrix, int rank, long seed, Numerics numerics) {
        int width = Math.min(rank + EXTRA, matrix.columns());
        Random random = new Random(seed);
        Matrix start = Matrix.zeros(matrix.rows(), width);
        for (int i = 0; i < start.values().length; i++) {
            start.values()[i] = random.nextGaussian();
        }
        Matrix basis = orthonormal(matrix.transposedTimes(start), numerics); // (columns, W)
        for (int i = 0; i < POWER_ITERATIONS; i++) {
            basis = orthonormal(matrix.transposedTimes(matrix.times(basis)), numerics);
        }
        Matrix seen = matrix.times(basis); // (rows, W): what is left of A in the basis
        Eigen eigen = numerics.eigen(numerics.gram(seen));
        int kept = Math.min(rank, count(eigen.values()));
        double[] values = new double[kept];
        double[] inverse = new double[kept];
        for (int k = 0; k < kept; k++) {
            values[k] = Math.sqrt(eigen.values()[k]);
            inverse[k] = 1 / values[k];
        }
        Matrix turn = eigen.vectors().firstColumns(kept);
        return new TruncatedSvd(numerics.product(seen, turn).scaled(inverse), values, numerics.product(basis, turn));
    }

    private TruncatedSvd turned() {
        return new TruncatedSvd(right, values, left);
    }

    private record Transposed(Linear matrix) implements Linear {
        @Override
        public int rows() {
            return matrix.columns();
        }

        @Override
        public int columns() {
            return matrix.rows();
        }

        @Override
        public Matrix times(Matrix x) {
            return matrix.transposedTimes(x);
        }

        @Override
        public Matrix transposedTimes(Matrix x) {
            return matrix.times(x);
        }
    }

    /// Columns that span the same space, each of length 1 and at right angles to the others.
    private static Matrix orthonormal(Matrix columns, Numerics numerics) {
        return whitened(whitened(columns, numerics), numerics);
    }

    private static Matrix whitened(Matrix any, Numerics numerics) {
        Matrix columns = any.scaled(inverseLengths(any));
        Eigen eigen = numerics.eigen(numerics.gram(columns));
        int kept = Math.max(1, count(eigen.values()));
        double[] inverse = new double[kept];
        for (int k = 0; k < kept; k++) {
            inverse[k] = eigen.values()[k] > 0 ? 1 / Math.sqrt(eigen.values()[k]) : 0;
        }
        return numerics.product(columns, eigen.vectors().firstColumns(kept)).scaled(inverse);
    }

    /// Of columns of like lengths the Gram matrix tells directions apart that would be lost beside longer ones.
    private static double[] inverseLengths(Matrix columns) {
        double[] inverse = new double[columns.columns()];
        for (int row = 0; row < columns.rows(); row++) {
            for (int k = 0; k < inverse.length; k++) {
                inverse[k] += columns.at(row, k) * columns.at(row, k);
            }
        }
        for (int k = 0; k < inverse.length; k++) {
            inverse[k] = inverse[k] > 0 ? 1 / Math.sqrt(inverse[k]) : 0;
        }
        return inverse;
    }

    private static int count(double[] squares) {
        int count = 0;
        while (count < squares.length && squares[count] > NOTHING * squares[0]) {
            count++;
        }
        return count;
    }
}
