package glassformer.engine;

import glassformer.blueprint.Named;
import java.util.List;

/// Where the tokens of a text look in a model's attention layers of one kind.
///
/// @param rows     the tokens that look, for people to read // (T)
/// @param columns  the tokens that are looked at // (S)
/// @param patterns `(H, T, S)` a layer: row = query, column = key
public record AttentionGroup(Kind kind, List<String> rows, List<String> columns, List<Tensor> patterns) {
    /// What looks at what.
    public enum Kind implements Named {
        /// A text at itself, in both directions.
        ENCODER("encoder"),
        /// A text at itself, each token at what came before.
        DECODER("decoder"),
        /// What is written at the source.
        CROSS("cross");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }
    }

    /// @throws IllegalArgumentException where a pattern does not have the shape of its tokens
    public AttentionGroup {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        patterns = List.copyOf(patterns);
        for (Tensor pattern : patterns) {
            List<Integer> shape = pattern.shape();
            if (shape.size() != 3 || shape.get(1) != rows.size() || shape.get(2) != columns.size()) {
                throw new IllegalArgumentException(
                        "a pattern of " + rows.size() + " x " + columns.size() + " tokens has the shape " + shape);
            }
        }
    }
}
