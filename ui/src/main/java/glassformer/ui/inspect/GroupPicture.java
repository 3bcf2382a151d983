package glassformer.ui.inspect;

import glassformer.engine.AttentionGroup;
import glassformer.engine.AttentionGroup.Kind;
import glassformer.engine.Tensor;
import glassformer.inspect.Rollout;
import glassformer.ui.heatmap.Head;
import glassformer.ui.heatmap.Matrix;
import java.util.List;

/// One kind of a model's attention.
///
/// @param rows     the tokens that look // (T)
/// @param columns  the tokens that are looked at // (S)
/// @param patterns `patterns[layer][head]`, each `(T, S)`: row = query, column = key
public record GroupPicture(Kind kind, List<String> rows, List<String> columns, List<List<Matrix>> patterns) {
    public GroupPicture {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        patterns = patterns.stream().map(List::copyOf).toList();
    }

    /// As core's formulas take it.
    AttentionGroup attention() {
        return new AttentionGroup(
                kind, rows, columns, patterns.stream().map(this::layer).toList());
    }

    private Tensor layer(List<Matrix> heads) {
        int size = rows.size() * columns.size();
        var values = new float[heads.size() * size];
        for (int i = 0; i < heads.size(); i++) System.arraycopy(heads.get(i).values(), 0, values, i * size, size);
        return Tensor.of(values, heads.size(), rows.size(), columns.size());
    }

    /// What is shown large in place of a head, or that head.
    Matrix shown(Head head, HeadChoice choice) {
        return switch (choice) {
            case HEAD -> pattern(head);
            case MEAN -> matrix(Rollout.means(attention()).get(head.layer()));
            case ROLLOUT ->
                kind == Kind.CROSS
                        ? matrix(Rollout.means(attention()).get(head.layer()))
                        : matrix(Rollout.of(attention()).get(head.layer()));
        };
    }

    private static Matrix matrix(Tensor tensor) {
        return new Matrix(tensor.shape().get(0), tensor.shape().get(1), tensor.values());
    }

    public boolean has(Head head) {
        return head.layer() < patterns.size()
                && head.index() < patterns.get(head.layer()).size();
    }

    public Matrix pattern(Head head) {
        return patterns.get(head.layer()).get(head.index());
    }
}
