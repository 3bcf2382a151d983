package glassformer.blueprint;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A place inside a model's trunk whose values are worth watching, named as TransformerLens names its hooks:
/// `blocks.0.attn_out` is what an attention adds to the residual stream, `blocks.0.mlp_post` a feed-forward layer's
/// hidden units after the activation, `blocks.0.resid_post` what leaves the block. A decoder's attention to the memory
/// is `cross_attn_out`; with an encoder the names begin with `encoder.` or `decoder.`.
///
/// @param inEncoder  whether its tokens are those that the encoder of a model with a decoder reads
/// @param units      of a feed-forward layer; 0 elsewhere
/// @param activation of a feed-forward layer, whose units can be dead, see [Activation#deadWithin]; null elsewhere
public record ActivationSite(
        String name, boolean inEncoder, int units, @Nullable Activation activation) {
    /// Those of a trunk, in order of computation: a block's own output comes after what is inside it.
    public static List<ActivationSite> of(Blueprint blueprint) {
        List<ActivationSite> sites = new ArrayList<>();
        boolean twoSides = blueprint.hasEncoder();
        for (Layer layer : blueprint.trunk().layers()) {
            boolean inEncoder = layer instanceof Layer.Encoder;
            String side = inEncoder ? "encoder." : "decoder.";
            new Walk(inEncoder, sites).collect(layer, twoSides ? side : "");
        }
        return List.copyOf(sites);
    }

    private record Walk(boolean inEncoder, List<ActivationSite> into) {
        void collect(Layer layer, String prefix) {
            switch (layer) {
                case Layer.Sequence(var layers) -> layers.forEach(child -> collect(child, prefix));
                case Layer.Encoder(var layers) -> layers.forEach(child -> collect(child, prefix));
                case Layer.Block(int index, var layers) -> {
                    String block = prefix + "blocks." + index + ".";
                    layers.forEach(child -> collect(child, block));
                    add(block + "resid_post", 0, null);
                }
                case Layer.Residual residual -> collect(residual.body(), prefix);
                case Layer.Attention attention ->
                    add(prefix + (attention.source() == Layer.Source.MEMORY ? "cross_attn_out" : "attn_out"), 0, null);
                case Layer.FeedForward ffn -> add(prefix + "mlp_post", ffn.up().out(), ffn.activation());
                case Layer.TokenEmbedding leaf -> {}
                case Layer.TokenTypeEmbedding leaf -> {}
                case Layer.Scale leaf -> {}
                case Layer.LearnedPosition leaf -> {}
                case Layer.SinusoidalPosition leaf -> {}
                case Layer.Dropout leaf -> {}
                case Layer.Norm leaf -> {}
                case Layer.Pooler leaf -> {}
                case Layer.Dense leaf -> {}
                case Layer.OutputHead leaf -> {}
            }
        }

        private void add(String name, int units, @Nullable Activation activation) {
            into.add(new ActivationSite(name, inEncoder, units, activation));
        }
    }
}
