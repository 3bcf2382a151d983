package glassformer.blueprint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The learned tensors of a blueprint in order of computation, a shared one once. This order is the order
/// of tensors in an engine and in the optimizer.
public record ParameterTable(List<Weight> weights) {
    public ParameterTable {
        weights = List.copyOf(weights);
    }

    public static ParameterTable of(Blueprint blueprint) {
        return of(blueprint.layers());
    }

    /// Those of a layer and all in it.
    public static ParameterTable of(Layer layer) {
        return of(Blueprint.inside(layer));
    }

    private static ParameterTable of(Stream<Layer> layers) {
        Map<String, Weight> byName = new LinkedHashMap<>();
        layers.flatMap(layer -> own(layer).stream()).forEach(w -> byName.putIfAbsent(w.name(), w));
        return new ParameterTable(List.copyOf(byName.values()));
    }

    /// The number of learned values.
    public long size() {
        return weights.stream().mapToLong(Weight::size).sum();
    }

    /// Only the weights of these names, in the same order: what is trained, where the others are frozen.
    public ParameterTable only(Set<String> names) {
        return new ParameterTable(
                weights.stream().filter(weight -> names.contains(weight.name())).toList());
    }

    /// The weights that a layer holds itself, its children's left out.
    public static List<Weight> own(Layer layer) {
        return switch (layer) {
            case Layer.Sequence s -> List.of();
            case Layer.Encoder e -> List.of();
            case Layer.Block b -> List.of();
            case Layer.Residual r -> List.of();
            case Layer.SinusoidalPosition s -> List.of();
            case Layer.Scale s -> List.of();
            case Layer.Dropout d -> List.of();
            case Layer.TokenEmbedding embedding -> List.of(embedding.table());
            case Layer.TokenTypeEmbedding types -> List.of(types.table());
            case Layer.LearnedPosition position -> List.of(position.table());
            case Layer.OutputHead head -> present(head.table(), head.bias());
            case Layer.Norm norm -> present(norm.scale(), norm.shift());
            case Layer.Attention attention -> linears(attention);
            case Layer.FeedForward ffn -> linears(ffn);
            case Layer.Pooler pooler -> linears(pooler);
            case Layer.Dense dense -> linears(dense);
        };
    }

    private static List<Weight> linears(Layer layer) {
        List<Weight> all = new ArrayList<>();
        for (Layer.Linear linear : Linears.of(layer)) {
            all.addAll(present(linear.weight(), linear.bias()));
            if (linear.adapter() != null) {
                all.add(linear.adapter().down());
                all.add(linear.adapter().up());
            }
        }
        return all;
    }

    private static List<Weight> present(Weight first, @Nullable Weight second) {
        return second == null ? List.of(first) : List.of(first, second);
    }
}
