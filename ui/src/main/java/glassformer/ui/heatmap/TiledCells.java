package glassformer.ui.heatmap;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cells of a matrix that is too large to be held: only tiles that come into sight are read, away from the window's
/// thread. Seen from afar, a tile holds the largest value of each square of 2, 4, 8 ... cells. While one is not here,
/// a coarser one stands in for it.
///
/// A pixel that covers several cells shows the largest of its squares, which may reach one pixel further. Values are
/// weights: the smallest is 0.
public final class TiledCells implements Cells {
    private final CellSource source;
    private final TileCache cache;
    private final int levels;
    private final float[] one = new float[1];
    private float[] line = {};
    private Runnable changed = () -> {};
    private float largest;

    public TiledCells(CellSource source, TileCache cache) {
        this.source = source;
        this.cache = cache;
        int longer = Math.max(source.rows(), source.columns());
        int top = 0;
        while (TileCache.SIZE << top < longer) top++;
        this.levels = top + 1;
    }

    /// What to do when there is more to be seen; nothing is loaded any more for the one before.
    void whenLoaded(Runnable action) {
        changed = action;
    }

    /// Whether a tile is on its way.
    boolean isLoading() {
        return cache.isLoading();
    }

    /// Not in sight any more.
    void leave() {
        changed = () -> {};
        cache.forget(source);
    }

    @Override
    public int rows() {
        return source.rows();
    }

    @Override
    public int columns() {
        return source.columns();
    }

    @Override
    public float at(int row, int column) {
        source.read(row, column, 1, one, 0);
        return one[0];
    }

    @Override
    public float[] values() {
        var all = new float[Math.multiplyExact(rows(), columns())];
        for (int row = 0; row < rows(); row++) source.read(row, 0, columns(), all, row * columns());
        return all;
    }

    @Override
    public ValueRange range() {
        return new ValueRange(0, largest);
    }

    @Override
    public boolean isCounts() {
        return false;
    }

    @Override
    public void largest(int fromRow, int toRow, int[] columnStart, float[] into) {
        int pixels = into.length;
        double across = (columnStart[pixels] - columnStart[0]) / (double) pixels;
        int level = level(Math.min(across, toRow - fromRow));
        int first = Math.min(columnStart[0], columns() - 1) >> level;
        int last = Math.max(columnStart[pixels] - 1, columnStart[0]) >> level;
        int length = last - first + 1;
        if (line.length < length) line = new float[length];
        Arrays.fill(line, 0, length, Float.NEGATIVE_INFINITY);
        for (int row = fromRow >> level; row <= toRow - 1 >> level; row++) addRow(level, row, first, length);
        for (int i = 0; i < pixels; i++) {
            int left = Math.min(columnStart[i], columns() - 1);
            int right = Math.max(columnStart[i + 1], left + 1);
            float most = Float.NEGATIVE_INFINITY;
            for (int c = left >> level; c <= right - 1 >> level; c++) most = Math.max(most, line[c - first]);
            into[i] = most;
        }
    }

    /// The level whose squares are not larger than a pixel.
    private int level(double cellsAPixel) {
        int level = 0;
        while (level + 1 < levels && 2 << level <= cellsAPixel) level++;
        return level;
    }

    /// @param first the column, counted in squares, of the line's first value
    private void addRow(int level, int row, int first, int length) {
        int at = 0;
        while (at < length) {
            int column = (first + at) / TileCache.SIZE;
            int end = Math.min(length, (column + 1) * TileCache.SIZE - first);
            float[] tile = tile(level, row / TileCache.SIZE, column);
            if (tile == null) {
                coarser(level, row, first, at, end);
            } else {
                int from = row % TileCache.SIZE * TileCache.SIZE + first + at - column * TileCache.SIZE;
                for (int i = at; i < end; i++) line[i] = Math.max(line[i], tile[from + i - at]);
            }
            at = end;
        }
    }

    private float @Nullable [] tile(int level, int row, int column) {
        var key = new TileCache.Key(source, level, row, column);
        float[] tile = cache.get(key);
        if (tile != null) return tile;
        cache.wish(key, () -> arrived(key));
        return cache.get(key);
    }

    private void arrived(TileCache.Key key) {
        float[] tile = cache.get(key);
        if (tile != null) for (float value : tile) largest = Math.max(largest, value);
        changed.run();
    }

    /// From the finest level that is here.
    private void coarser(int level, int row, int first, int from, int to) {
        for (int up = level + 1; up < levels; up++) {
            int by = up - level;
            int r = row >> by;
            int column = (first + from) >> by;
            float[] tile = cache.get(new TileCache.Key(source, up, r / TileCache.SIZE, column / TileCache.SIZE));
            if (tile == null) continue;
            for (int i = from; i < to; i++) {
                int c = (first + i >> by) - column / TileCache.SIZE * TileCache.SIZE;
                line[i] = Math.max(line[i], tile[r % TileCache.SIZE * TileCache.SIZE + c]);
            }
            return;
        }
    }
}
