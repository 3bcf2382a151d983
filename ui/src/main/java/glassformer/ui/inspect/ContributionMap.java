package glassformer.ui.inspect;

import glassformer.blueprint.Named;
import glassformer.inspect.Part;
import glassformer.ui.common.Texts;
import glassformer.ui.heatmap.Cell;
import glassformer.ui.heatmap.Matrix;
import glassformer.worker.WorkerService.LogitTerm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What parts add to a logit as a matrix: a row a block, a column a head of each kind of attention and one for the
/// feed-forward layer.
///
/// @param parts of each cell, row after row; null where a block has no such part
record ContributionMap(List<String> rows, List<String> columns, Matrix matrix, List<@Nullable Part> parts) {
    private record Column(Part.Kind kind, int head) {}

    /// @param terms at least one of them a part's
    static ContributionMap of(List<LogitTerm> terms, Texts texts) {
        Set<Column> columns = new LinkedHashSet<>();
        for (Part.Kind kind : Part.Kind.values()) {
            for (LogitTerm term : terms) {
                if (term.source().equals(kind.id())) columns.add(new Column(kind, term.head()));
            }
        }
        List<Column> ordered = List.copyOf(columns);
        int blocks = terms.stream().mapToInt(LogitTerm::block).max().orElse(0) + 1;
        var values = new float[blocks * ordered.size()];
        Arrays.fill(values, Float.NaN);
        var parts = new @Nullable Part[values.length];
        for (LogitTerm term : terms) {
            if (!isPart(term)) continue;
            var part = new Part(term.block(), Named.of(Part.Kind.class, term.source()), term.head());
            int at = term.block() * ordered.size() + ordered.indexOf(new Column(part.kind(), part.head()));
            values[at] = (float) term.value();
            parts[at] = part;
        }
        List<String> rows = new ArrayList<>();
        for (int block = 1; block <= blocks; block++) rows.add(texts.get("inspect.lens.block", block));
        return new ContributionMap(
                rows,
                ordered.stream()
                        .map(column -> texts.get("inspect.map." + column.kind().id(), column.head() + 1))
                        .toList(),
                new Matrix(blocks, ordered.size(), values),
                Arrays.asList(parts));
    }

    /// Whether it is of something that can be left out.
    static boolean isPart(LogitTerm term) {
        return Named.ids(Part.Kind.class).contains(term.source());
    }

    @Nullable
    Part part(Cell cell) {
        return parts.get(cell.row() * columns.size() + cell.column());
    }
}
