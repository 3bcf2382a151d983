package glassformer.ui.inspect;

import glassformer.engine.AttentionGroup;
import glassformer.engine.AttentionGroup.Kind;
import glassformer.engine.Tensor;
import glassformer.inspect.HeadScores;
import glassformer.inspect.Rollout;
import glassformer.ui.heatmap.Cells;
import glassformer.ui.heatmap.Head;
import glassformer.ui.heatmap.Matrix;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One kind of a model's attention.
///
/// @param rows     the tokens that look // (T)
/// @param columns  the tokens that are looked at // (S)
/// @param patterns `patterns[layer][head]`: row = query, column = key; `(T, S)` each, or thumbnails where it is stored
/// @param stored   where the weights stay in their file; null where `patterns` are all of it
/// @param scored   of what is stored, `scored[layer][head]`, as far as layers have been looked at
public record GroupPicture(
        Kind kind,
        List<String> rows,
        List<String> columns,
        List<List<Matrix>> patterns,
        @Nullable StoredHeads stored,
        List<List<HeadScores>> scored) {
    public GroupPicture {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        patterns = patterns.stream().map(List::copyOf).toList();
        scored = List.copyOf(scored);
    }

    public GroupPicture(Kind kind, List<String> rows, List<String> columns, List<List<Matrix>> patterns) {
        this(kind, rows, columns, patterns, null, List.of());
    }

    /// Stored, with nothing known of its heads yet.
    static GroupPicture of(Kind kind, List<String> rows, List<String> columns, StoredHeads stored) {
        List<List<Matrix>> nothing = new ArrayList<>();
        for (int layer = 0; layer < stored.layers(); layer++) {
            nothing.add(java.util.Collections.nCopies(stored.heads(), new Matrix(1, 1, new float[1])));
        }
        return new GroupPicture(kind, rows, columns, nothing, stored, List.of());
    }

    /// With what the next layer has shown at a glance.
    GroupPicture with(List<StoredHeads.Glance> layer) {
        List<List<Matrix>> more = new ArrayList<>(patterns);
        more.set(
                scored.size(), layer.stream().map(StoredHeads.Glance::thumbnail).toList());
        List<List<HeadScores>> all = new ArrayList<>(scored);
        all.add(layer.stream().map(StoredHeads.Glance::scores).toList());
        return new GroupPicture(kind, rows, columns, more, stored, all);
    }

    boolean isStored() {
        return stored != null;
    }

    /// As core's formulas take it.
    ///
    /// @throws IllegalStateException where it is stored
    AttentionGroup attention() {
        if (stored != null) throw new IllegalStateException("what is stored is not held");
        return new AttentionGroup(
                kind, rows, columns, patterns.stream().map(this::layer).toList());
    }

    private Tensor layer(List<Matrix> heads) {
        int size = rows.size() * columns.size();
        var values = new float[heads.size() * size];
        for (int i = 0; i < heads.size(); i++) System.arraycopy(heads.get(i).values(), 0, values, i * size, size);
        return Tensor.of(values, heads.size(), rows.size(), columns.size());
    }

    /// What is shown large in place of a head, or that head; null for the rollout of what is stored, which would take
    /// too long.
    @Nullable
    Cells shown(Head head, HeadChoice choice) {
        boolean mean = choice == HeadChoice.MEAN || choice == HeadChoice.ROLLOUT && kind == Kind.CROSS;
        if (stored != null) {
            if (mean) return stored.mean(head.layer());
            return choice == HeadChoice.HEAD ? stored.head(head) : null;
        }
        if (choice == HeadChoice.HEAD) return pattern(head);
        return matrix((mean ? Rollout.means(attention()) : Rollout.of(attention())).get(head.layer()));
    }

    private static Matrix matrix(Tensor tensor) {
        return new Matrix(tensor.shape().get(0), tensor.shape().get(1), tensor.values());
    }

    /// A head's scores; null where it is stored and has not been looked at.
    @Nullable
    HeadScores scores(Head head) {
        if (stored == null)
            return HeadScores.of(kind, rows, columns, pattern(head).values());
        return head.layer() < scored.size() ? scored.get(head.layer()).get(head.index()) : null;
    }

    /// Those that [HeadScores#role] compares with.
    HeadScores even() {
        return stored == null ? HeadScores.even(kind, rows, columns) : stored.even();
    }

    public boolean has(Head head) {
        return head.layer() < patterns.size()
                && head.index() < patterns.get(head.layer()).size();
    }

    public Matrix pattern(Head head) {
        return patterns.get(head.layer()).get(head.index());
    }
}
