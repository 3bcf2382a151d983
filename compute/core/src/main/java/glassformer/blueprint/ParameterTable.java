package glassformer.blueprint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The learned tensors of a blueprint in order of computation, a shared one once. This order is the order
/// of tensors in an engine and in the optimizer.
public record ParameterTable(List<Weight> weights) {
    public ParameterTable {
        weights = List.copyOf(weights);
    }

    public static ParameterTable of(Blueprint blueprint) {
        Map<String, Weight> byName = new LinkedHashMap<>();
        blueprint.layers().flatMap(layer -> own(layer).stream()).forEach(w -> byName.putIfAbsent(w.name(), w));
        return new ParameterTable(List.copyOf(byName.values()));
    }

    /// The number of learned values.
    public long size() {
        return weights.stream().mapToLong(Weight::size).sum();
    }

    /// The weights that a layer holds itself, its children's left out.
    public static List<Weight> own(Layer layer) {
        return switch (layer) {
            case Layer.Sequence s -> List.of();
            case Layer.Block b -> List.of();
            case Layer.Residual r -> List.of();
            case Layer.SinusoidalPosition s -> List.of();
            case Layer.Dropout d -> List.of();
            case Layer.TokenEmbedding embedding -> List.of(embedding.table());
            case Layer.LearnedPosition position -> List.of(position.table());
            case Layer.OutputHead head -> List.of(head.table());
            case Layer.Norm norm -> present(norm.scale(), norm.shift());
            case Layer.Attention attention -> {
                List<Weight> all = new ArrayList<>();
                switch (attention.projection()) {
                    case Layer.Projection.Fused(Layer.Linear qkv) -> all.addAll(of(qkv));
                    case Layer.Projection.Split(Layer.Linear q, Layer.Linear k, Layer.Linear v) -> {
                        all.addAll(of(q));
                        all.addAll(of(k));
                        all.addAll(of(v));
                    }
                }
                all.addAll(of(attention.output()));
                yield all;
            }
            case Layer.FeedForward ffn -> {
                List<Weight> all = new ArrayList<>(of(ffn.up()));
                if (ffn.gate() != null) {
                    all.addAll(of(ffn.gate()));
                }
                all.addAll(of(ffn.down()));
                yield all;
            }
        };
    }

    private static List<Weight> of(Layer.Linear linear) {
        return present(linear.weight(), linear.bias());
    }

    private static List<Weight> present(Weight first, @Nullable Weight second) {
        return second == null ? List.of(first) : List.of(first, second);
    }
}
