package glassformer.numerics;

import java.util.Random;

/// Matrices to compute with.
public final class RandomMatrix {
    private RandomMatrix() {}

    public static Matrix of(int rows, int columns, long seed) {
        Random random = new Random(seed);
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = random.nextGaussian();
        }
        return matrix;
    }

    /// Vectors that differ much in few directions.
    public static Matrix stretched(int rows, int columns, long seed) {
        Matrix matrix = of(rows, columns, seed);
        double[] factors = new double[columns];
        for (int i = 0; i < columns; i++) {
            factors[i] = 10 * Math.pow(0.7, i);
        }
        Matrix mixed = new EjmlNumerics().product(matrix.scaled(factors), of(columns, columns, seed + 1));
        double[] away = new double[columns];
        java.util.Arrays.fill(away, 3);
        return mixed.minus(away);
    }
}
