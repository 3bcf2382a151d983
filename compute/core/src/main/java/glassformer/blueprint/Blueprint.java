package glassformer.blueprint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// An architecture as data: a tree of [Layer]s, with the configuration that it was made from.
///
/// @param trunk from ids to `(B, T, C)`
/// @param heads each from the trunk's output; decoding uses the first
public record Blueprint(ModelConfig config, Layer.Sequence trunk, List<Head> heads) {
    public Blueprint {
        heads = List.copyOf(heads);
        Set<String> names = new HashSet<>();
        for (Head head : heads) {
            if (!names.add(head.name())) {
                throw new IllegalArgumentException("two heads are named " + head.name());
            }
        }
    }

    /// Every layer in order of computation, the trunk's before the heads', containers before their contents.
    public Stream<Layer> layers() {
        List<Layer> all = new ArrayList<>();
        collect(trunk, all);
        heads.forEach(head -> collect(head.layers(), all));
        return all.stream();
    }

    /// The attention layers in order of computation: the encoder's before the decoder's.
    public List<Layer.Attention> attentions() {
        return attentions(Stream.concat(Stream.of(trunk), heads.stream().map(Head::layers)));
    }

    /// Those of [#attentions] that are in the encoder; none where there is none.
    public List<Layer.Attention> encoderAttentions() {
        return attentions(trunk.layers().stream().filter(Layer.Encoder.class::isInstance));
    }

    /// Those that are not: all of a model without an encoder.
    public List<Layer.Attention> decoderAttentions() {
        return attentions(trunk.layers().stream().filter(layer -> !(layer instanceof Layer.Encoder)));
    }

    /// Where layers write to the residual stream, in order of computation: the encoder's before the decoder's.
    public List<Layer.Residual> residuals() {
        return residuals(trunk);
    }

    /// Those of [#residuals] that are in the encoder; none where there is none.
    public List<Layer.Residual> encoderResiduals() {
        return trunk.layers().stream()
                .filter(Layer.Encoder.class::isInstance)
                .flatMap(encoder -> residuals(encoder).stream())
                .toList();
    }

    private static List<Layer.Residual> residuals(Layer root) {
        return inside(root)
                .filter(Layer.Residual.class::isInstance)
                .map(Layer.Residual.class::cast)
                .toList();
    }

    private static List<Layer.Attention> attentions(Stream<? extends Layer> roots) {
        return roots.flatMap(Blueprint::inside)
                .filter(Layer.Attention.class::isInstance)
                .map(Layer.Attention.class::cast)
                .toList();
    }

    /// Whether the trunk has an encoder and so takes a source and the decoder's ids.
    public boolean hasEncoder() {
        return layers().anyMatch(Layer.Encoder.class::isInstance);
    }

    /// @throws IllegalArgumentException where there is none of this name
    public Head head(String name) {
        return heads.stream()
                .filter(head -> head.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no head " + name));
    }

    /// This blueprint with each layer replaced, contents before containers.
    public Blueprint map(UnaryOperator<Layer> change) {
        return new Blueprint(
                config,
                (Layer.Sequence) Rewriting.map(trunk, change),
                heads.stream()
                        .map(head -> new Head(
                                head.name(), head.labels(), (Layer.Sequence) Rewriting.map(head.layers(), change)))
                        .toList());
    }

    /// A layer and all in it, containers first.
    public static Stream<Layer> inside(Layer layer) {
        List<Layer> all = new ArrayList<>();
        collect(layer, all);
        return all.stream();
    }

    private static void collect(Layer layer, List<Layer> into) {
        into.add(layer);
        switch (layer) {
            case Layer.Sequence sequence -> sequence.layers().forEach(child -> collect(child, into));
            case Layer.Encoder encoder -> encoder.layers().forEach(child -> collect(child, into));
            case Layer.Block block -> block.layers().forEach(child -> collect(child, into));
            case Layer.Residual residual -> {
                collect(residual.norm(), into);
                collect(residual.body(), into);
            }
            case Layer.TokenEmbedding leaf -> {}
            case Layer.TokenTypeEmbedding leaf -> {}
            case Layer.Scale leaf -> {}
            case Layer.LearnedPosition leaf -> {}
            case Layer.SinusoidalPosition leaf -> {}
            case Layer.Dropout leaf -> {}
            case Layer.Norm leaf -> {}
            case Layer.Attention leaf -> {}
            case Layer.FeedForward leaf -> {}
            case Layer.Pooler leaf -> {}
            case Layer.Dense leaf -> {}
            case Layer.OutputHead leaf -> {}
        }
    }
}
