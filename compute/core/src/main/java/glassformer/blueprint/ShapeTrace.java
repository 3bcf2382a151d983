package glassformer.blueprint;

import java.util.ArrayList;
import java.util.List;

/// What each layer does to the shape of its input, in order of computation, the trunk's before the heads': what
/// the diagram writes beside a block and what a reader of the code checks against. `S` is the length of an
/// encoder-decoder's source, `T` that of all other texts.
public record ShapeTrace(List<Step> steps) {
    public ShapeTrace {
        steps = List.copyOf(steps);
    }

    /// @param depth how deep the layer stands in the tree, for indentation
    public record Step(Layer layer, int depth, String input, String output) {}

    public static ShapeTrace of(Blueprint blueprint) {
        List<Step> steps = new ArrayList<>();
        String dim = blueprint.config().dim() + ")";
        String hidden = new Walk("T", dim).trace(blueprint.trunk(), 0, "(B, T)", steps);
        for (Head head : blueprint.heads()) {
            new Walk("T", dim).trace(head.layers(), 0, hidden, steps);
        }
        return new ShapeTrace(steps);
    }

    /// @param time the letter of the sequence that the walk is on
    private record Walk(String time, String dim) {
        /// @return the output's shape
        String trace(Layer layer, int depth, String input, List<Step> steps) {
            List<Step> inner = new ArrayList<>();
            String hidden = "(B, " + time + ", " + dim;
            String output =
                    switch (layer) {
                        case Layer.Sequence(var layers) -> all(layers, depth, input, inner);
                        case Layer.Block(int index, var layers) -> all(layers, depth, input, inner);
                        case Layer.Encoder(var layers) -> {
                            String ids = "(B, S)";
                            String memory = new Walk("S", dim).all(layers, depth, ids, inner);
                            steps.add(new Step(layer, depth, ids, memory));
                            steps.addAll(inner);
                            yield input; // the decoder starts from its own ids
                        }
                        case Layer.Residual residual -> {
                            if (residual.placement() == NormPlacement.PRE) {
                                trace(residual.norm(), depth + 1, input, inner);
                            }
                            trace(residual.body(), depth + 1, input, inner);
                            if (residual.placement() == NormPlacement.POST) {
                                trace(residual.norm(), depth + 1, input, inner);
                            }
                            yield input;
                        }
                        case Layer.TokenEmbedding leaf -> hidden;
                        case Layer.TokenTypeEmbedding leaf -> input;
                        case Layer.Scale leaf -> input;
                        case Layer.LearnedPosition leaf -> input;
                        case Layer.SinusoidalPosition leaf -> input;
                        case Layer.Dropout leaf -> input;
                        case Layer.Norm leaf -> input;
                        case Layer.Attention leaf -> input;
                        case Layer.FeedForward leaf -> input;
                        case Layer.Pooler pooler ->
                            pooler.dense() == null
                                    ? "(B, " + dim
                                    : "(B, " + pooler.dense().out() + ")";
                        case Layer.Dense dense -> last(input, dense.linear().out());
                        case Layer.OutputHead head ->
                            last(input, head.table().shape().getFirst());
                    };
            if (!(layer instanceof Layer.Encoder)) {
                steps.add(new Step(layer, depth, input, output));
                steps.addAll(inner);
            }
            return output;
        }

        private String all(List<Layer> layers, int depth, String input, List<Step> steps) {
            String shape = input;
            for (Layer layer : layers) {
                shape = trace(layer, depth + 1, shape, steps);
            }
            return shape;
        }

        private static String last(String shape, int size) {
            return shape.substring(0, shape.lastIndexOf(' ') + 1) + size + ")";
        }
    }
}
