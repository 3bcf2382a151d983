package glassformer.ui.heatmap;

import java.util.List;

/// Where [TiledCells] come from. Safe for use by several threads.
public interface CellSource {
    int rows();

    int columns();

    /// Copies values of one row that lie one after the other.
    void read(int row, int column, int count, float[] into, int at);

    /// The mean of several of one shape.
    static CellSource mean(List<CellSource> all) {
        CellSource first = all.getFirst();
        return new CellSource() {
            @Override
            public int rows() {
                return first.rows();
            }

            @Override
            public int columns() {
                return first.columns();
            }

            @Override
            public void read(int row, int column, int count, float[] into, int at) {
                var one = new float[count];
                java.util.Arrays.fill(into, at, at + count, 0);
                for (CellSource source : all) {
                    source.read(row, column, count, one, 0);
                    for (int i = 0; i < count; i++) into[at + i] += one[i];
                }
                for (int i = 0; i < count; i++) into[at + i] /= all.size();
            }
        };
    }

    /// A small picture that reads few rows: one at each of its own, and of all its columns the largest under each
    /// pixel.
    ///
    /// @param size of the longer side, at most
    default Matrix sample(int size) {
        int longer = Math.max(rows(), columns());
        int high = Math.max(1, (int) Math.min(rows(), (long) size * rows() / longer));
        int wide = Math.max(1, (int) Math.min(columns(), (long) size * columns() / longer));
        var values = new float[high * wide];
        var row = new float[columns()];
        for (int y = 0; y < high; y++) {
            read((int) ((y + 0.5) * rows() / high), 0, columns(), row, 0);
            for (int x = 0; x < wide; x++) {
                int from = (int) ((long) x * columns() / wide);
                int to = (int) ((long) (x + 1) * columns() / wide);
                float most = row[from];
                for (int c = from + 1; c < to; c++) most = Math.max(most, row[c]);
                values[y * wide + x] = most;
            }
        }
        return new Matrix(high, wide, values);
    }
}
