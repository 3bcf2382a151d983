package glassformer.onnx;

import glassformer.blueprint.Layer;
import glassformer.blueprint.Weight;
import glassformer.engine.Tensor;
import glassformer.engine.Weights;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The operators that multiply with weights or look rows up in them, in either [Precision].
final class WeightNodes {
    private static final String QUANTIZED = "_quantized";
    private static final String SCALE = "_scale";

    private final Graph graph;
    private final Weights weights;
    private final Precision precision;

    WeightNodes(Graph graph, Weights weights, Precision precision) {
        this.graph = graph;
        this.weights = weights;
        this.precision = precision;
    }

    /// In another graph that sees this one's constants.
    WeightNodes in(Graph branch) {
        return new WeightNodes(branch, weights, precision);
    }

    /// A weight as it is, in float32.
    String plain(Weight weight) {
        Tensor tensor = weights.get(weight.name());
        return graph.constant(Initialiser.floats(weight.name(), tensor.shape(), tensor.values()));
    }

    /// `(..., in) -> (..., out)`
    String linear(Layer.Linear linear, String x) {
        String y = times(linear.weight(), linear.layout(), x);
        if (linear.adapter() instanceof Layer.LowRank adapter) {
            String low = times(adapter.down(), Layer.Layout.OUT_IN, x);
            String change = times(adapter.up(), Layer.Layout.OUT_IN, low);
            y = graph.node("Add", y, graph.node("Mul", change, graph.scalar(adapter.alpha() / adapter.rank())));
        }
        return shifted(y, linear.bias());
    }

    /// The rows of a token table, `(B, T) -> (B, T, C)`.
    String rows(Weight table, String ids) {
        return switch (precision) {
            case FLOAT32 -> graph.node("Gather", plain(table), ids);
            case INT8 -> {
                Rounded rounded = round(table, Layer.Layout.OUT_IN);
                String name = table.name();
                String rows = graph.node("Gather", bytes(name, rounded), ids);
                String scales = graph.node("Gather", scales(name, rounded), ids); // (B, T)
                yield graph.node("Mul", centred(rows), graph.node("Unsqueeze", scales, graph.vector(2)));
            }
        };
    }

    /// The product with each row of a table, `(..., C) -> (..., V)`. The table is turned while the model is loaded, so
    /// that one that is tied stands in the file once.
    String scores(Layer.OutputHead head, String x) {
        Weight table = head.table();
        String y =
                switch (precision) {
                    case FLOAT32 -> graph.node("MatMul", x, turned(plain(table)));
                    case INT8 -> {
                        Rounded rounded = round(table, Layer.Layout.OUT_IN);
                        yield product(x, turned(bytes(table.name(), rounded)), scales(table.name(), rounded));
                    }
                };
        return shifted(y, head.bias());
    }

    private String turned(String table) {
        return graph.node("Transpose", List.of(table), Attribute.wholes("perm", 1, 0));
    }

    /// A bias may be stored `(1, N)`, which spreads to `(B, T, N)` as well.
    private String shifted(String y, @Nullable Weight bias) {
        return bias == null ? y : graph.node("Add", y, plain(bias));
    }

    private String times(Weight weight, Layer.Layout layout, String x) {
        int in = weight.shape().get(layout == Layer.Layout.IN_OUT ? 0 : 1);
        int out = weight.shape().get(layout == Layer.Layout.IN_OUT ? 1 : 0);
        return switch (precision) {
            case FLOAT32 -> graph.node("MatMul", x, matrix(weight, layout, in, out));
            case INT8 -> {
                Rounded rounded = round(weight, layout); // (out, in)
                String name = weight.name();
                String bytes = graph.constant(new Initialiser(
                        name + QUANTIZED,
                        ElementType.UINT8,
                        List.of(in, out),
                        (i, to) -> to.put(rounded.values()[i % out * in + i / out])));
                yield product(x, bytes, scales(name, rounded));
            }
        };
    }

    /// `(in, out)`, whatever the layout.
    private String matrix(Weight weight, Layer.Layout layout, int in, int out) {
        float[] values = weights.get(weight.name()).values();
        return switch (layout) {
            case IN_OUT -> plain(weight);
            case OUT_IN ->
                graph.constant(new Initialiser(
                        weight.name() + "_transposed",
                        ElementType.FLOAT,
                        List.of(in, out),
                        (i, to) -> to.putFloat(values[i % out * in + i / out])));
        };
    }

    /// By rows of outputs.
    private Rounded round(Weight weight, Layer.Layout layout) {
        float[] values = weights.get(weight.name()).values();
        int rows = weight.shape().get(0);
        int columns = weight.shape().get(1);
        if (layout == Layer.Layout.OUT_IN) {
            return Rounded.of(values, rows, columns);
        }
        float[] turned = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            turned[i % columns * rows + i / columns] = values[i];
        }
        return Rounded.of(turned, columns, rows);
    }

    private String bytes(String name, Rounded rounded) {
        return graph.constant(
                Initialiser.bytes(name + QUANTIZED, List.of(rounded.rows(), rounded.columns()), rounded.values()));
    }

    private String scales(String name, Rounded rounded) {
        return graph.constant(Initialiser.floats(name + SCALE, List.of(rounded.rows()), rounded.scales()));
    }

    private String zero() {
        return graph.constant(Initialiser.bytes("weight_zero_point", List.of(), new byte[] {(byte) Rounded.ZERO}));
    }

    private String centred(String bytes) {
        String floats = cast(bytes, ElementType.FLOAT);
        return graph.node("Sub", floats, graph.scalar((double) Rounded.ZERO));
    }

    /// Rounds x by its own range, multiplies whole numbers, and scales.
    private String product(String x, String bytes, String scales) {
        List<String> rounded = graph.nodes("DynamicQuantizeLinear", List.of(x), 3);
        String sums = graph.node("MatMulInteger", rounded.get(0), bytes, rounded.get(2), zero());
        String scale = graph.node("Mul", rounded.get(1), scales);
        return graph.node("Mul", cast(sums, ElementType.FLOAT), scale);
    }

    private String cast(String x, ElementType type) {
        return graph.node("Cast", List.of(x), Attribute.whole("to", type.number()));
    }
}
