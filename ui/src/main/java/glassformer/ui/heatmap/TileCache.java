package glassformer.ui.heatmap;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Keeps tiles that were loaded last, up to a bound, and loads others away from the window's thread, the newest wish
/// first: what was wished for before a view moved on may no longer be in sight.
public final class TileCache {
    /// Rows and columns of a tile.
    static final int SIZE = 256;

    /// More than a view needs; older wishes are forgotten.
    private static final int MOST_WISHES = 96;

    /// A tile of one level: a value for each square of `1 << level` cells, the largest in it.
    record Key(CellSource source, int level, int row, int column) {}

    private final Executor workers;
    private final Executor results;
    private final int workersAtOnce;
    private final int most;
    private final LinkedHashMap<Key, float[]> tiles = new LinkedHashMap<>(16, 0.75f, true);
    private final Deque<Key> wishes = new ArrayDeque<>();
    private final Map<Key, Runnable> waiting = new HashMap<>();
    private int working;

    /// @param workers where tiles are loaded
    /// @param results where it is told that they are there
    /// @param bytes   how much is kept at most
    public TileCache(Executor workers, Executor results, int workersAtOnce, long bytes) {
        this.workers = workers;
        this.results = results;
        this.workersAtOnce = workersAtOnce;
        this.most = (int) Math.max(1, bytes / (SIZE * SIZE * Float.BYTES));
    }

    /// A tile that is here, or null.
    float @Nullable [] get(Key key) {
        synchronized (tiles) {
            return tiles.get(key);
        }
    }

    /// Has a tile loaded.
    ///
    /// @param loaded run on the results executor once it is here
    void wish(Key key, Runnable loaded) {
        synchronized (tiles) {
            if (waiting.putIfAbsent(key, loaded) != null) return;
            wishes.push(key);
            if (wishes.size() > MOST_WISHES) waiting.remove(wishes.removeLast());
            if (working == workersAtOnce) return;
            working++;
        }
        workers.execute(this::work);
    }

    /// Forgets the wishes of a source that is not shown any more.
    void forget(CellSource source) {
        synchronized (tiles) {
            for (Iterator<Key> each = wishes.iterator(); each.hasNext(); ) {
                Key key = each.next();
                if (key.source() == source) {
                    each.remove();
                    waiting.remove(key);
                }
            }
        }
    }

    /// Whether somebody waits for a tile.
    boolean isLoading() {
        synchronized (tiles) {
            return !waiting.isEmpty();
        }
    }

    /// How many bytes are kept now.
    public long bytes() {
        synchronized (tiles) {
            return (long) tiles.size() * SIZE * SIZE * Float.BYTES;
        }
    }

    private void work() {
        while (true) {
            Key key;
            synchronized (tiles) {
                key = wishes.poll();
                if (key == null) {
                    working--;
                    return;
                }
            }
            float[] tile = load(key);
            Runnable loaded;
            synchronized (tiles) {
                tiles.put(key, tile);
                if (tiles.size() > most) {
                    Iterator<Key> oldest = tiles.keySet().iterator();
                    oldest.next();
                    oldest.remove();
                }
                loaded = waiting.remove(key);
            }
            if (loaded != null) results.execute(loaded);
        }
    }

    private static float[] load(Key key) {
        CellSource source = key.source();
        int block = 1 << key.level();
        int top = key.row() * SIZE * block;
        int left = key.column() * SIZE * block;
        int high = Math.min(SIZE * block, source.rows() - top);
        int wide = Math.min(SIZE * block, source.columns() - left);
        var tile = new float[SIZE * SIZE];
        java.util.Arrays.fill(tile, Float.NEGATIVE_INFINITY);
        var line = new float[wide];
        for (int y = 0; y < high; y++) {
            source.read(top + y, left, wide, line, 0);
            int at = (y >> key.level()) * SIZE;
            for (int from = 0; from < wide; from += block) {
                float largest = tile[at];
                int to = Math.min(from + block, wide);
                for (int x = from; x < to; x++) largest = Math.max(largest, line[x]);
                tile[at++] = largest;
            }
        }
        return tile;
    }
}
