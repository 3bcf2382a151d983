package glassformer.blueprint;

import java.util.List;
import java.util.function.UnaryOperator;

/// Rebuilds a tree of layers with changed nodes.
final class Rewriting {
    private Rewriting() {}

    /// @param change gives for each layer the one that takes its place, after its contents were replaced; a norm
    ///               stays a norm and a sequence a sequence
    static Layer map(Layer layer, UnaryOperator<Layer> change) {
        return change.apply(
                switch (layer) {
                    case Layer.Sequence(var layers) -> new Layer.Sequence(all(layers, change));
                    case Layer.Encoder(var layers) -> new Layer.Encoder(all(layers, change));
                    case Layer.Block(int index, var layers) -> new Layer.Block(index, all(layers, change));
                    case Layer.Residual residual ->
                        new Layer.Residual(
                                residual.placement(),
                                (Layer.Norm) map(residual.norm(), change),
                                map(residual.body(), change),
                                residual.dropout(),
                                residual.drop());
                    case Layer.TokenEmbedding leaf -> leaf;
                    case Layer.TokenTypeEmbedding leaf -> leaf;
                    case Layer.Scale leaf -> leaf;
                    case Layer.LearnedPosition leaf -> leaf;
                    case Layer.SinusoidalPosition leaf -> leaf;
                    case Layer.Dropout leaf -> leaf;
                    case Layer.Norm leaf -> leaf;
                    case Layer.Attention leaf -> leaf;
                    case Layer.FeedForward leaf -> leaf;
                    case Layer.Pooler leaf -> leaf;
                    case Layer.Dense leaf -> leaf;
                    case Layer.OutputHead leaf -> leaf;
                });
    }

    private static List<Layer> all(List<Layer> layers, UnaryOperator<Layer> change) {
        return layers.stream().map(layer -> map(layer, change)).toList();
    }
}
