package glassformer.ui.inspect;

import glassformer.inspect.HeadScores;
import glassformer.run.StoredAttention;
import glassformer.ui.heatmap.CellSource;
import glassformer.ui.heatmap.Cells;
import glassformer.ui.heatmap.Head;
import glassformer.ui.heatmap.Matrix;
import glassformer.ui.heatmap.TileCache;
import glassformer.ui.heatmap.TiledCells;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The heads of an attention that stays in its file. What is shown large is read tile by tile; thumbnails and scores
/// come from [#SAMPLES] evenly spaced queries.
final class StoredHeads {
    /// How many queries of a head are looked at for its thumbnail and its scores.
    static final int SAMPLES = 64;

    private final StoredAttention.Group group;
    private final TileCache cache;
    private final Map<Head, CellSource> sources = new HashMap<>();
    private final Map<Object, TiledCells> cells = new HashMap<>();

    /// What is found of a head by a glance.
    ///
    /// @param scores of the queries that were looked at
    record Glance(Matrix thumbnail, HeadScores scores) {}

    StoredHeads(StoredAttention.Group group, TileCache cache) {
        this.group = group;
        this.cache = cache;
    }

    int layers() {
        return group.layers().size();
    }

    int heads() {
        return group.heads();
    }

    /// The same object each time, so that what was loaded of it is found again.
    Cells head(Head head) {
        return cells.computeIfAbsent(head, same -> new TiledCells(source(head), cache));
    }

    /// The mean over a layer's heads.
    Cells mean(int layer) {
        return cells.computeIfAbsent(
                layer,
                same -> new TiledCells(
                        CellSource.mean(IntStream.range(0, heads())
                                .mapToObj(i -> source(new Head(layer, i)))
                                .toList()),
                        cache));
    }

    /// A head's weights of one query.
    void read(Head head, int query, float[] into) {
        group.read(head.layer(), head.index(), query, 0, into.length, into, 0);
    }

    private CellSource source(Head head) {
        return sources.computeIfAbsent(head, Source::new);
    }

    /// Looks at each head of a layer. Reads from disk; call it away from the window's thread.
    List<Glance> glance(int layer) {
        int[] queries = queries();
        List<Glance> all = new ArrayList<>();
        for (int i = 0; i < heads(); i++) {
            var source = new Source(new Head(layer, i));
            all.add(new Glance(
                    source.sample(SAMPLES),
                    HeadScores.of(
                            group.kind(),
                            group.rows(),
                            group.columns(),
                            queries,
                            (query, into) -> source.read(query, 0, into.length, into, 0))));
        }
        return all;
    }

    /// The scores of even attention at the same queries.
    HeadScores even() {
        return HeadScores.even(group.kind(), group.rows(), group.columns(), queries());
    }

    /// Those that [CellSource#sample] reads, so that each is read from disk once.
    private int[] queries() {
        int rows = group.rows().size();
        int count = Math.min(SAMPLES, rows);
        return IntStream.range(0, count)
                .map(i -> (int) ((i + 0.5) * rows / count))
                .toArray();
    }

    private final class Source implements CellSource {
        private final Head head;

        Source(Head head) {
            this.head = head;
        }

        @Override
        public int rows() {
            return group.rows().size();
        }

        @Override
        public int columns() {
            return group.columns().size();
        }

        @Override
        public void read(int row, int column, int count, float[] into, int at) {
            group.read(head.layer(), head.index(), row, column, count, into, at);
        }
    }
}
