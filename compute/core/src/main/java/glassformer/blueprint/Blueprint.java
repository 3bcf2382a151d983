package glassformer.blueprint;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// An architecture as data: a tree of [Layer]s, with the configuration that it was made from.
public record Blueprint(ModelConfig config, Layer.Sequence root) {
    /// Every layer in order of computation, containers before their contents.
    public Stream<Layer> layers() {
        List<Layer> all = new ArrayList<>();
        collect(root, all);
        return all.stream();
    }

    /// The attention layers, first block first.
    public List<Layer.Attention> attentions() {
        return layers().filter(Layer.Attention.class::isInstance)
                .map(Layer.Attention.class::cast)
                .toList();
    }

    private static void collect(Layer layer, List<Layer> into) {
        into.add(layer);
        switch (layer) {
            case Layer.Sequence sequence -> sequence.layers().forEach(child -> collect(child, into));
            case Layer.Block block -> block.layers().forEach(child -> collect(child, into));
            case Layer.Residual residual -> {
                collect(residual.norm(), into);
                collect(residual.body(), into);
            }
            case Layer.TokenEmbedding leaf -> {}
            case Layer.LearnedPosition leaf -> {}
            case Layer.SinusoidalPosition leaf -> {}
            case Layer.Dropout leaf -> {}
            case Layer.Norm leaf -> {}
            case Layer.Attention leaf -> {}
            case Layer.FeedForward leaf -> {}
            case Layer.OutputHead leaf -> {}
        }
    }
}
