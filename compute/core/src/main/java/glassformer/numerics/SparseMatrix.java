package glassformer.numerics;

import java.util.List;

/// A matrix that is mostly zero, as compressed sparse rows.
///
/// @param starts  where each row's entries begin, and the end of the last // (rows + 1)
/// @param places  their columns, rising in each row
/// @param values  their values
public record SparseMatrix(int rows, int columns, int[] starts, int[] places, double[] values) implements Linear {
    /// A row of one: its columns, rising, and its values.
    public record Row(int[] places, double[] values) {}

    public static SparseMatrix of(List<Row> rows, int columns) {
        int[] starts = new int[rows.size() + 1];
        for (int row = 0; row < rows.size(); row++) {
            starts[row + 1] = Math.addExact(starts[row], rows.get(row).places().length);
        }
        int[] places = new int[starts[rows.size()]];
        double[] values = new double[places.length];
        for (int row = 0; row < rows.size(); row++) {
            Row from = rows.get(row);
            System.arraycopy(from.places(), 0, places, starts[row], from.places().length);
            System.arraycopy(from.values(), 0, values, starts[row], from.values().length);
        }
        return new SparseMatrix(rows.size(), columns, starts, places, values);
    }

    @Override
    public Matrix times(Matrix x) {
        int width = x.columns();
        Matrix out = Matrix.zeros(rows, width);
        for (int row = 0; row < rows; row++) {
            for (int at = starts[row]; at < starts[row + 1]; at++) {
                add(values[at], x, places[at], out, row, width);
            }
        }
        return out;
    }

    @Override
    public Matrix transposedTimes(Matrix x) {
        int width = x.columns();
        Matrix out = Matrix.zeros(columns, width);
        for (int row = 0; row < rows; row++) {
            for (int at = starts[row]; at < starts[row + 1]; at++) {
                add(values[at], x, row, out, places[at], width);
            }
        }
        return out;
    }

    private static void add(double factor, Matrix from, int fromRow, Matrix to, int toRow, int width) {
        for (int k = 0; k < width; k++) {
            to.values()[toRow * width + k] += factor * from.values()[fromRow * width + k];
        }
    }
}
