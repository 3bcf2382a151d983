package glassformer.onnx;

import glassformer.blueprint.Activation;
import glassformer.blueprint.Layer;
import glassformer.blueprint.SinusoidTable;
import glassformer.blueprint.Weight;
import java.util.List;

/// Writes each layer as operators, dropout as nothing. Values are `(B, T, C)` unless a comment says otherwise.
final class LayerNodes {
    private final Graph graph;
    private final WeightNodes weights;
    private final TextNodes text;
    private final AttentionNodes attention;

    LayerNodes(Graph graph, WeightNodes weights, TextNodes text, Memory memory) {
        this.graph = graph;
        this.weights = weights;
        this.text = text;
        this.attention = new AttentionNodes(graph, weights, text, memory);
    }

    /// @param x empty before the token embedding
    String apply(Layer layer, String x) {
        return switch (layer) {
            case Layer.Sequence(var inner) -> all(inner, x);
            case Layer.Block(int index, var inner) -> {
                graph.enter("layer." + index);
                String y = all(inner, x);
                graph.leave();
                yield y;
            }
            case Layer.Encoder encoder -> x; // a graph of its own; the decoder begins with its own ids
            case Layer.TokenEmbedding(Weight table) -> weights.rows(table, text.ids());
            case Layer.TokenTypeEmbedding(Weight table) -> {
                String types = text.types() == null ? graph.vector(0) : text.types();
                yield graph.node("Add", x, graph.node("Gather", weights.plain(table), types));
            }
            case Layer.Scale(double factor) -> graph.node("Mul", x, graph.scalar(factor));
            case Layer.LearnedPosition(Weight table, int offset) -> {
                String places = offset == 0
                        ? text.positions()
                        : graph.node("Add", text.positions(), graph.scalar((long) offset));
                yield graph.node("Add", x, graph.node("Gather", weights.plain(table), places));
            }
            case Layer.SinusoidalPosition sinusoids ->
                graph.node("Add", x, graph.node("Gather", table(sinusoids), text.positions()));
            case Layer.Dropout dropout -> x;
            case Layer.Norm norm -> norm(norm, x);
            case Layer.Residual residual -> residual(residual, x);
            case Layer.Attention a -> named("attention", () -> attention.apply(a, x));
            case Layer.FeedForward ffn -> named("mlp", () -> feedForward(ffn, x));
            case Layer.Pooler pooler -> pooled(pooler, x);
            case Layer.Dense dense -> {
                String y = weights.linear(dense.linear(), x);
                yield dense.activation() == null ? y : activate(dense.activation(), y);
            }
            case Layer.OutputHead head -> named("head", () -> weights.scores(head, x));
        };
    }

    private interface Part {
        String write();
    }

    private String named(String name, Part part) {
        graph.enter(name);
        String y = part.write();
        graph.leave();
        return y;
    }

    private String all(List<Layer> inner, String x) {
        String y = x;
        for (Layer layer : inner) {
            y = apply(layer, y);
        }
        return y;
    }

    private String residual(Layer.Residual residual, String x) {
        return switch (residual.placement()) {
            case PRE -> graph.node("Add", x, apply(residual.body(), norm(residual.norm(), x)));
            case POST -> norm(residual.norm(), graph.node("Add", x, apply(residual.body(), x)));
        };
    }

    private String norm(Layer.Norm norm, String x) {
        return switch (norm.kind()) {
            case LAYER_NORM -> {
                List<String> from = norm.shift() == null
                        ? List.of(x, weights.plain(norm.scale()))
                        : List.of(x, weights.plain(norm.scale()), weights.plain(norm.shift()));
                yield graph.node(
                        "LayerNormalization",
                        from,
                        Attribute.whole("axis", -1),
                        Attribute.real("epsilon", norm.epsilon()));
            }
            case RMS_NORM -> {
                String mean = graph.node("ReduceMean", List.of(graph.node("Mul", x, x)), Attribute.wholes("axes", -1));
                String root = graph.node("Sqrt", graph.node("Add", mean, graph.scalar(norm.epsilon())));
                String y = graph.node("Mul", graph.node("Div", x, root), weights.plain(norm.scale()));
                yield norm.shift() == null ? y : graph.node("Add", y, weights.plain(norm.shift()));
            }
        };
    }

    private String feedForward(Layer.FeedForward ffn, String x) {
        String up = weights.linear(ffn.up(), x);
        String inner = ffn.gate() == null
                ? activate(ffn.activation(), up)
                : graph.node("Mul", activate(ffn.activation(), weights.linear(ffn.gate(), x)), up);
        return weights.linear(ffn.down(), inner);
    }

    private String activate(Activation activation, String x) {
        return switch (activation) {
            case GELU -> {
                String erf = graph.node("Erf", graph.node("Div", x, graph.scalar(Math.sqrt(2))));
                String twice = graph.node("Mul", x, graph.node("Add", erf, graph.scalar(1.0)));
                yield graph.node("Mul", twice, graph.scalar(0.5));
            }
            case GELU_TANH -> {
                String square = graph.node("Mul", x, x);
                String factor = graph.node("Add", graph.node("Mul", square, graph.scalar(0.044715)), graph.scalar(1.0));
                String inner = graph.node("Mul", graph.node("Mul", x, factor), graph.scalar(Math.sqrt(2 / Math.PI)));
                String twice = graph.node("Mul", x, graph.node("Add", graph.node("Tanh", inner), graph.scalar(1.0)));
                yield graph.node("Mul", twice, graph.scalar(0.5));
            }
            case RELU -> graph.node("Relu", x);
            case SILU, SWIGLU -> graph.node("Mul", x, graph.node("Sigmoid", x));
            case TANH -> graph.node("Tanh", x);
        };
    }

    /// `(B, T, C) -> (B, C)`
    private String pooled(Layer.Pooler pooler, String x) {
        String real = text.real();
        String one =
                switch (pooler.pooling()) {
                    case FIRST -> place(x, 0);
                    case LAST -> real == null ? place(x, -1) : last(x, real);
                    case MEAN ->
                        real == null
                                ? graph.node(
                                        "ReduceMean",
                                        List.of(x),
                                        Attribute.wholes("axes", 1),
                                        Attribute.whole("keepdims", 0))
                                : mean(x, real);
                };
        String y = pooler.dense() == null ? one : weights.linear(pooler.dense(), one);
        return pooler.activation() == null ? y : activate(pooler.activation(), y);
    }

    private String place(String x, long index) {
        return graph.node("Gather", List.of(x, graph.scalar(index)), Attribute.whole("axis", 1));
    }

    private String last(String x, String real) {
        String length = graph.node("Gather", graph.node("Shape", real), graph.scalar(1L));
        String places = graph.node("Range", graph.scalar(0L), length, graph.scalar(1L)); // (T)
        String last = graph.node(
                "ReduceMax", List.of(graph.node("Mul", real, places)), Attribute.wholes("axes", 1)); // (B, 1)
        return graph.node("GatherND", List.of(x, last), Attribute.whole("batch_dims", 1));
    }

    private String mean(String x, String real) {
        String shares = graph.node("Cast", List.of(real), Attribute.whole("to", ElementType.FLOAT.number()));
        String kept = graph.node("Mul", x, graph.node("Unsqueeze", shares, graph.vector(2)));
        String sum = graph.node("ReduceSum", List.of(kept, graph.vector(1)), Attribute.whole("keepdims", 0));
        return graph.node("Div", sum, graph.node("ReduceSum", shares, graph.vector(1)));
    }

    private String table(Layer.SinusoidalPosition sinusoids) {
        int length = sinusoids.contextLength();
        int dim = sinusoids.dim();
        return graph.constant(Initialiser.floats(
                "sinusoids_" + sinusoids.layout(), List.of(length, dim), SinusoidTable.of(sinusoids)));
    }
}
