package glassformer.numerics;

import java.util.List;
import java.util.stream.IntStream;

/// A matrix that is mostly zero, as compressed sparse rows.
///
/// @param starts  where each row's entries begin, and the end of the last // (rows + 1)
/// @param places  their columns, rising in each row
/// @param values  their values
public record SparseMatrix(int rows, int columns, int[] starts, int[] places, double[] values) implements Linear {
    private static final int PARTS = 4;

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
        Matrix out = Matrix.zeros(rows, x.columns());
        parts(x.columns(), (from, to) -> {
            for (int row = 0; row < rows; row++) {
                for (int at = starts[row]; at < starts[row + 1]; at++) {
                    add(values[at], x, places[at], out, row, from, to);
                }
            }
        });
        return out;
    }

    @Override
    public Matrix transposedTimes(Matrix x) {
        Matrix out = Matrix.zeros(columns, x.columns());
        parts(x.columns(), (from, to) -> {
            for (int row = 0; row < rows; row++) {
                for (int at = starts[row]; at < starts[row + 1]; at++) {
                    add(values[at], x, row, out, places[at], from, to);
                }
            }
        });
        return out;
    }

    private interface Part {
        /// @param from the first column of the product
        /// @param to   before which it ends
        void fill(int from, int to);
    }

    /// Every core takes some columns of the product: they share nothing, and each sum is in the same order on any
    /// machine.
    private static void parts(int width, Part part) {
        IntStream.range(0, PARTS).parallel().forEach(i -> part.fill(width * i / PARTS, width * (i + 1) / PARTS));
    }

    private static void add(double factor, Matrix from, int fromRow, Matrix to, int toRow, int first, int end) {
        double[] source = from.values();
        double[] target = to.values();
        int read = fromRow * from.columns();
        int write = toRow * to.columns();
        for (int k = first; k < end; k++) {
            target[write + k] += factor * source[read + k];
        }
    }
}
