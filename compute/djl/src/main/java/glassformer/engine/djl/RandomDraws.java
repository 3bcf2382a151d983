package glassformer.engine.djl;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Layer;
import java.util.List;

/// Where a training step draws random numbers: for dropout and for branches that are left out.
///
/// A step draws one number first, from which each block that draws has a seed of its own. What is drawn after the pass
/// starts from a seed of its own, too, so that it does not depend on how often a block was computed.
final class RandomDraws {
    /// The script variable of the first number.
    static final String SEED = "seed";

    private RandomDraws() {}

    static void begin(ScriptWriter out, Blueprint blueprint) {
        if (inBlocks(blueprint)) {
            // Far enough below the largest whole number to be added to.
            out.line(SEED + " = int(torch.randint(0, 4611686018427387904, [1], dtype=4).item())");
        }
    }

    static void end(ScriptWriter out, Blueprint blueprint) {
        if (inBlocks(blueprint)) {
            out.line("torch.manual_seed(" + SEED + ")");
        }
    }

    private static boolean inBlocks(Blueprint blueprint) {
        return in(blueprint.trunk());
    }

    static boolean in(Layer layer) {
        return switch (layer) {
            case Layer.Sequence(var layers) -> in(layers);
            case Layer.Encoder(var layers) -> in(layers);
            case Layer.Block block -> in(block.layers());
            case Layer.Residual residual -> residual.dropout() > 0 || residual.drop() > 0 || in(residual.body());
            case Layer.Dropout(double probability) -> probability > 0;
            case Layer.Attention attention -> attention.dropout() > 0;
            case Layer.TokenEmbedding none -> false;
            case Layer.TokenTypeEmbedding none -> false;
            case Layer.Scale none -> false;
            case Layer.LearnedPosition none -> false;
            case Layer.SinusoidalPosition none -> false;
            case Layer.Norm none -> false;
            case Layer.FeedForward none -> false;
            case Layer.Pooler none -> false;
            case Layer.Dense none -> false;
            case Layer.OutputHead none -> false;
        };
    }

    private static boolean in(List<Layer> layers) {
        return layers.stream().anyMatch(RandomDraws::in);
    }
}
