package glassformer.blueprint;

import java.util.ArrayList;
import java.util.List;

/// What each layer does to the shape of its input, in order of computation: what the diagram writes beside
/// a block and what a reader of the code checks against.
public record ShapeTrace(List<Step> steps) {
    public ShapeTrace {
        steps = List.copyOf(steps);
    }

    /// @param depth how deep the layer stands in the tree, for indentation
    public record Step(Layer layer, int depth, String input, String output) {}

    public static ShapeTrace of(Blueprint blueprint) {
        List<Step> steps = new ArrayList<>();
        trace(blueprint.root(), 0, blueprint.config(), steps);
        return new ShapeTrace(steps);
    }

    private static void trace(Layer layer, int depth, ModelConfig config, List<Step> steps) {
        String hidden = "(B, T, " + config.dim() + ")";
        String ids = "(B, T)";
        String logits = "(B, T, " + config.vocabSize() + ")";
        switch (layer) {
            case Layer.Sequence sequence -> {
                steps.add(new Step(layer, depth, ids, logits));
                sequence.layers().forEach(child -> trace(child, depth + 1, config, steps));
            }
            case Layer.Block block -> {
                steps.add(new Step(layer, depth, hidden, hidden));
                block.layers().forEach(child -> trace(child, depth + 1, config, steps));
            }
            case Layer.Residual residual -> {
                steps.add(new Step(layer, depth, hidden, hidden));
                if (residual.placement() == NormPlacement.PRE) {
                    trace(residual.norm(), depth + 1, config, steps);
                }
                trace(residual.body(), depth + 1, config, steps);
                if (residual.placement() == NormPlacement.POST) {
                    trace(residual.norm(), depth + 1, config, steps);
                }
            }
            case Layer.TokenEmbedding leaf -> steps.add(new Step(layer, depth, ids, hidden));
            case Layer.OutputHead leaf -> steps.add(new Step(layer, depth, hidden, logits));
            case Layer.LearnedPosition leaf -> steps.add(new Step(layer, depth, hidden, hidden));
            case Layer.SinusoidalPosition leaf -> steps.add(new Step(layer, depth, hidden, hidden));
            case Layer.Dropout leaf -> steps.add(new Step(layer, depth, hidden, hidden));
            case Layer.Norm leaf -> steps.add(new Step(layer, depth, hidden, hidden));
            case Layer.Attention leaf -> steps.add(new Step(layer, depth, hidden, hidden));
            case Layer.FeedForward leaf -> steps.add(new Step(layer, depth, hidden, hidden));
        }
    }
}
