package glassformer.ui.inspect;

import glassformer.engine.AttentionGroup.Kind;
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

    public boolean has(Head head) {
        return head.layer() < patterns.size()
                && head.index() < patterns.get(head.layer()).size();
    }

    public Matrix pattern(Head head) {
        return patterns.get(head.layer()).get(head.index());
    }
}
