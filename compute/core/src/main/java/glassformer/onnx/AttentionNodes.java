package glassformer.onnx;

import glassformer.blueprint.Alibi;
import glassformer.blueprint.Layer;
import glassformer.blueprint.Mask;
import glassformer.blueprint.ScoreScale;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The operators of attention. What several layers share, the mask and the rotation, is made once.
final class AttentionNodes {
    private final Graph graph;
    private final WeightNodes weights;
    private final TextNodes text;
    private final Memory memory;
    private final Map<Object, String> biases = new HashMap<>();
    private final Map<Mask, String> masks = new HashMap<>();
    private final Map<Layer.Relative.Rotary, List<String>> rotations = new HashMap<>();
    private int ownLayer;
    private int sourceLayer;

    AttentionNodes(Graph graph, WeightNodes weights, TextNodes text, Memory memory) {
        this.graph = graph;
        this.weights = weights;
        this.text = text;
        this.memory = memory;
    }

    /// `(B, T, C) -> (B, T, C)`
    String apply(Layer.Attention attention, String x) {
        return switch (attention.source()) {
            case SELF -> {
                List<String> split = projected(attention, x);
                String q = rotated(attention, split.get(0));
                String k = rotated(attention, split.get(1));
                yield mixed(attention, q, memory.own(ownLayer++, k, split.get(2)));
            }
            case MEMORY -> {
                String q =
                        byHead(graph, weights.linear(split(attention).q(), x), attention.heads(), attention.headDim());
                yield mixed(attention, q, memory.source(sourceLayer++));
            }
        };
    }

    /// @param q `(B, H, T, D)`
    private String mixed(Layer.Attention attention, String q, List<String> keysAndValues) {
        String k = spread(attention, keysAndValues.get(0));
        String v = spread(attention, keysAndValues.get(1));
        String scores = graph.node("MatMul", q, transposed(graph, k, 0, 1, 3, 2)); // (B, H, T, keys)
        if (attention.scale() == ScoreScale.SCALED) {
            scores = graph.node("Mul", scores, graph.scalar(1 / Math.sqrt(attention.headDim())));
        }
        String bias = bias(attention);
        if (bias != null) {
            scores = graph.node("Add", scores, bias);
        }
        String pattern = graph.node("Softmax", List.of(scores), Attribute.whole("axis", -1));
        String mixed = transposed(graph, graph.node("MatMul", pattern, v), 0, 2, 1, 3); // (B, T, H, D)
        String joined =
                graph.node("Reshape", mixed, graph.vector(0, 0, (long) attention.heads() * attention.headDim()));
        return weights.linear(attention.output(), joined);
    }

    /// Keys and values of a source, `(B, K, S, D)` each.
    static List<String> ofSource(Graph graph, WeightNodes weights, Layer.Attention attention, String source) {
        Layer.Projection.Split split = split(attention);
        return List.of(
                byHead(graph, weights.linear(split.k(), source), attention.kvHeads(), attention.headDim()),
                byHead(graph, weights.linear(split.v(), source), attention.kvHeads(), attention.headDim()));
    }

    private static Layer.Projection.Split split(Layer.Attention attention) {
        return switch (attention.projection()) {
            case Layer.Projection.Split split -> split;
            case Layer.Projection.Fused fused -> throw new IllegalArgumentException("attention to memory is split");
        };
    }

    private List<String> projected(Layer.Attention attention, String x) {
        int size = attention.headDim();
        int heads = attention.heads();
        int kvHeads = attention.kvHeads();
        return switch (attention.projection()) {
            case Layer.Projection.Fused(Layer.Linear qkv) -> {
                String sizes = graph.vector((long) heads * size, (long) kvHeads * size, (long) kvHeads * size);
                List<String> parts =
                        graph.nodes("Split", List.of(weights.linear(qkv, x), sizes), 3, Attribute.whole("axis", 2));
                yield List.of(
                        byHead(graph, parts.get(0), heads, size),
                        byHead(graph, parts.get(1), kvHeads, size),
                        byHead(graph, parts.get(2), kvHeads, size));
            }
            case Layer.Projection.Split(Layer.Linear q, Layer.Linear k, Layer.Linear v) ->
                List.of(
                        byHead(graph, weights.linear(q, x), heads, size),
                        byHead(graph, weights.linear(k, x), kvHeads, size),
                        byHead(graph, weights.linear(v, x), kvHeads, size));
        };
    }

    /// `(B, T, heads D) -> (B, heads, T, D)`
    private static String byHead(Graph graph, String x, int heads, int size) {
        return transposed(graph, graph.node("Reshape", x, graph.vector(0, 0, heads, size)), 0, 2, 1, 3);
    }

    private static String transposed(Graph graph, String x, long... axes) {
        return graph.node("Transpose", List.of(x), Attribute.wholes("perm", axes));
    }

    /// Gives each query head its key and value head: `(B, K, S, D) -> (B, H, S, D)`.
    private String spread(Layer.Attention attention, String x) {
        int heads = attention.heads();
        int kvHeads = attention.kvHeads();
        if (heads == kvHeads) {
            return x;
        }
        int group = heads / kvHeads;
        String alone = graph.node("Unsqueeze", x, graph.vector(2)); // (B, K, 1, S, D)
        String copies = graph.node("Expand", alone, graph.vector(1, 1, group, 1, 1));
        String shape = graph.node("Shape", x);
        String length = graph.node("Slice", shape, graph.vector(2), graph.vector(3));
        String wanted = graph.node(
                "Concat",
                List.of(graph.vector(0, heads), length, graph.vector(attention.headDim())),
                Attribute.whole("axis", 0));
        return graph.node("Reshape", copies, wanted);
    }

    private String rotated(Layer.Attention attention, String x) {
        return switch (attention.relative()) {
            case Layer.Relative.Rotary rotary -> rotate(rotary, attention.headDim(), x);
            case Layer.Relative.None none -> x;
            case Layer.Relative.Alibi alibi -> x;
        };
    }

    private String rotate(Layer.Relative.Rotary rotary, int size, String x) {
        List<String> angles = rotations.computeIfAbsent(rotary, ignored -> angles(rotary, size));
        String cos = angles.get(0);
        String sin = angles.get(1);
        List<String> halves =
                graph.nodes("Split", List.of(x, graph.vector(size / 2, size / 2)), 2, Attribute.whole("axis", 3));
        String a = halves.get(0);
        String b = halves.get(1);
        String first = graph.node("Sub", graph.node("Mul", a, cos), graph.node("Mul", b, sin));
        String second = graph.node("Add", graph.node("Mul", b, cos), graph.node("Mul", a, sin));
        return graph.node("Concat", List.of(first, second), Attribute.whole("axis", 3));
    }

    /// Cosine and sine, `(B, 1, T, D/2)`.
    private List<String> angles(Layer.Relative.Rotary rotary, int size) {
        float[] frequencies = new float[size / 2];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = (float) Math.pow(rotary.base(), -2.0 * i / size);
        }
        String places =
                graph.node("Cast", List.of(text.positions()), Attribute.whole("to", ElementType.FLOAT.number()));
        String angles = graph.node(
                "Mul",
                graph.node("Unsqueeze", places, graph.vector(1, 3)),
                graph.constant(Initialiser.floats(
                        "rotary_" + rotary.base() + "_" + size, List.of(frequencies.length), frequencies)));
        return List.of(graph.node("Cos", angles), graph.node("Sin", angles));
    }

    /// What is added to the scores: almost minus infinity where mask or padding forbids, ALiBi's penalty elsewhere. It
    /// is finite, so that a padding query without any key is no division by zero.
    private @Nullable String bias(Layer.Attention attention) {
        if (attention.source() == Layer.Source.MEMORY) {
            return biases.computeIfAbsent("source", ignored -> forbidden(memory.realSource(), graph.scalar(0.0)));
        }
        record Key(Mask mask, Layer.Relative relative, int heads) {}
        String allowed = allowed(attention.mask());
        boolean penalty = attention.relative() instanceof Layer.Relative.Alibi;
        if (allowed == null && !penalty) {
            return null;
        }
        Key key = new Key(attention.mask(), attention.relative(), penalty ? attention.heads() : 0);
        return biases.computeIfAbsent(key, ignored -> {
            String base = penalty ? penalty(attention.heads()) : graph.scalar(0.0);
            return allowed == null ? base : forbidden(allowed, base);
        });
    }

    private String forbidden(String allowed, String otherwise) {
        return graph.node("Where", allowed, otherwise, graph.scalar(-Float.MAX_VALUE));
    }

    /// Truth values that spread to `(B, H, T, keys)`; null where everything is allowed.
    private @Nullable String allowed(Mask mask) {
        if (masks.containsKey(mask)) {
            return masks.get(mask);
        }
        String real = text.realKeys();
        String seen =
                switch (mask) {
                    case Mask.Full() -> null;
                    case Mask.Causal() -> behind();
                    case Mask.SlidingWindow(int window) ->
                        graph.node("And", behind(), graph.node("Less", text.distances(), graph.scalar((long) window)));
                };
        String both = real == null ? seen : seen == null ? real : graph.node("And", seen, real);
        if (both != null) {
            masks.put(mask, both);
        }
        return both;
    }

    private String behind() {
        return graph.node("GreaterOrEqual", text.distances(), graph.scalar(0L));
    }

    /// `(1, H, T, keys)`
    private String penalty(int heads) {
        double[] slopes = Alibi.slopes(heads);
        float[] negative = new float[heads];
        for (int head = 0; head < heads; head++) {
            negative[head] = (float) -slopes[head];
        }
        String far = graph.node(
                "Cast",
                List.of(graph.node("Abs", text.distances())),
                Attribute.whole("to", ElementType.FLOAT.number()));
        return graph.node(
                "Mul", far, graph.constant(Initialiser.floats("alibi_" + heads, List.of(1, heads, 1, 1), negative)));
    }
}
