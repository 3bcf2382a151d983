package glassformer.numerics;

/// A dense matrix.
///
/// @param values row after row; not copied // (rows, columns)
public record Matrix(int rows, int columns, double[] values) {
    public Matrix {
        if (rows < 0 || columns < 0 || (long) rows * columns != values.length) {
            throw new IllegalArgumentException(rows + " x " + columns + " numbers are not " + values.length);
        }
    }

    public static Matrix zeros(int rows, int columns) {
        return new Matrix(rows, columns, new double[Math.multiplyExact(rows, columns)]);
    }

    /// @param values row after row // (rows, columns)
    public static Matrix of(int rows, int columns, float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return new Matrix(rows, columns, wide);
    }

    public double at(int row, int column) {
        return values[row * columns + column];
    }

    /// The mean of each column.
    public double[] means() {
        double[] means = new double[columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                means[column] += values[row * columns + column];
            }
        }
        for (int column = 0; column < columns; column++) {
            means[column] /= Math.max(1, rows);
        }
        return means;
    }

    /// Each row less the same vector.
    public Matrix minus(double[] vector) {
        double[] out = new double[values.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                out[row * columns + column] = values[row * columns + column] - vector[column];
            }
        }
        return new Matrix(rows, columns, out);
    }

    /// The first columns only.
    public Matrix firstColumns(int count) {
        Matrix out = zeros(rows, count);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(values, row * columns, out.values, row * count, count);
        }
        return out;
    }

    /// Each column times a number of its own.
    public Matrix scaled(double[] factors) {
        Matrix out = zeros(rows, columns);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                out.values[row * columns + column] = values[row * columns + column] * factors[column];
            }
        }
        return out;
    }

    /// The sum of all squares.
    public double squares() {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }
}
