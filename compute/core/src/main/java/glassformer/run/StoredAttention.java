package glassformer.run;

import glassformer.BadInputException;
import glassformer.engine.AttentionGroup.Kind;
import glassformer.exchange.MappedTensor;
import glassformer.exchange.SafetensorsFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A stored attention that is too large to be held: its tokens are read, its weights stay in the file, see
/// [MappedTensor]. The file is as [AttentionFile] writes it, or of F16 or BF16 values.
///
/// @param groups one a kind of attention that the model has
public record StoredAttention(int step, List<Group> groups) {
    /// @param rows    the tokens that look // (T)
    /// @param columns the tokens that are looked at // (S)
    /// @param layers  `(H, T, S)` each
    public record Group(Kind kind, List<String> rows, List<String> columns, List<MappedTensor> layers) {
        public Group {
            rows = List.copyOf(rows);
            columns = List.copyOf(columns);
            layers = List.copyOf(layers);
        }

        /// How many heads each layer has.
        public int heads() {
            return layers.getFirst().shape().getFirst();
        }

        /// Copies weights of one query for keys that lie one after the other.
        public void read(int layer, int head, int query, int key, int count, float[] into, int at) {
            long row = (long) head * rows.size() + query;
            layers.get(layer).read(row * columns.size() + key, count, into, at);
        }
    }

    public StoredAttention {
        groups = List.copyOf(groups);
    }

    /// @throws BadInputException where the file is none of attention
    static StoredAttention open(Path file, int step) {
        SafetensorsFile opened = SafetensorsFile.open(file);
        List<Group> groups = AttentionFile.tokens(opened.metadata(), file).entrySet().stream()
                .map(of -> group(opened, of.getKey(), of.getValue()))
                .toList();
        return new StoredAttention(step, groups);
    }

    private static Group group(SafetensorsFile file, Kind kind, AttentionFile.Tokens tokens) {
        Map<String, List<Integer>> shapes = file.shapes();
        List<MappedTensor> layers = new ArrayList<>();
        while (layers.isEmpty() || shapes.containsKey(AttentionFile.name(kind, layers.size()))) {
            String name = AttentionFile.name(kind, layers.size());
            List<Integer> shape = shapes.getOrDefault(name, List.of());
            if (!AttentionFile.fits(shape, tokens)
                    || !layers.isEmpty() && !shape.equals(layers.getFirst().shape())) {
                throw AttentionFile.misses(file.file(), name, tokens);
            }
            layers.add(file.map(name));
        }
        return new Group(kind, tokens.rows(), tokens.columns(), layers);
    }
}
