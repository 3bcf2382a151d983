package glassformer.engine.djl;

import static glassformer.engine.djl.ForwardScript.number;

import glassformer.blueprint.Alibi;
import glassformer.blueprint.Layer;
import glassformer.blueprint.Mask;
import glassformer.blueprint.ScoreScale;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/// Writes an attention layer for each [Mode]. What several layers share, the mask and the rotation, is written
/// once a forward pass.
final class AttentionScript {
    private final ScriptWriter out;
    private final Mode mode;
    private final Tape tape;
    private final BiFunction<Layer.Linear, String, String> linear;
    private final Map<Object, String> shared = new HashMap<>();
    private int layer;

    AttentionScript(ScriptWriter out, Mode mode, Tape tape, BiFunction<Layer.Linear, String, String> linear) {
        this.out = out;
        this.mode = mode;
        this.tape = tape;
        this.linear = linear;
    }

    String write(Layer.Attention attention, String x) {
        List<String> projected =
                switch (attention.projection()) {
                    case Layer.Projection.Fused(Layer.Linear qkv) -> List.of(linear.apply(qkv, x));
                    case Layer.Projection.Split(Layer.Linear q, Layer.Linear k, Layer.Linear v) ->
                        List.of(linear.apply(q, x), linear.apply(k, x), linear.apply(v, x));
                };
        String joined = tape.piece(projected, List.of(), in -> mix(attention, in));
        layer++;
        return linear.apply(attention.output(), joined);
    }

    /// From the projections `(B, T, ...)` to the heads' outputs side by side, `(B, T, C)`.
    private String mix(Layer.Attention attention, List<String> projected) {
        int heads = attention.heads();
        int kvHeads = attention.kvHeads();
        int size = attention.headDim();
        String q;
        String k;
        String v;
        if (projected.size() == 1) {
            // Splitting, not slicing, since its gradient is one copy.
            String parts = out.let(
                    "a",
                    "torch.split_with_sizes(" + byHead(projected.getFirst(), heads + 2 * kvHeads, size) + ", [" + heads
                            + ", " + kvHeads + ", " + kvHeads + "], 1)");
            q = parts + "[0]"; // (B, H, T, D)
            k = parts + "[1]"; // (B, K, T, D)
            v = parts + "[2]";
        } else {
            q = out.let("q", byHead(projected.get(0), heads, size)); // (B, H, T, D)
            k = out.let("k", byHead(projected.get(1), kvHeads, size)); // (B, K, T, D)
            v = out.let("v", byHead(projected.get(2), kvHeads, size));
        }
        if (attention.relative() instanceof Layer.Relative.Rotary rotary) {
            String angles = rotation(rotary, size, q);
            q = out.let("q", "self.rotate(" + q + ", " + angles + ")");
            k = out.let("k", "self.rotate(" + k + ", " + angles + ")");
        }
        if (mode.cached()) {
            k = cached("K", k);
            v = cached("V", v);
        }
        if (kvHeads < heads) {
            k = out.let("k", "torch.repeat_interleave(" + k + ", " + heads / kvHeads + ", 1)"); // (B, H, T, D)
            v = out.let("v", "torch.repeat_interleave(" + v + ", " + heads / kvHeads + ", 1)");
        }
        String mixed = mode == Mode.PATTERNS ? spelledOut(attention, q, k, v) : fused(attention, q, k, v);
        return out.let(
                "y",
                "torch.reshape(torch.transpose(" + mixed + ", 1, 2), [torch.size(idx, 0), T, " + heads * size
                        + "])"); // (B, T, C)
    }

    private static String byHead(String x, int heads, int size) {
        return "torch.transpose(torch.view(" + x + ", [torch.size(idx, 0), T, " + heads + ", " + size + "]), 1, 2)";
    }

    /// Stores new keys or values and returns all that are there.
    private String cached(String list, String values) {
        String cache = "self." + list + "[" + layer + "]";
        out.line("torch.copy_(torch.slice(" + cache + ", 2, start, end, 1), " + values + ")");
        return out.let("c", "torch.slice(" + cache + ", 2, 0, end, 1)");
    }

    private String fused(Layer.Attention attention, String q, String k, String v) {
        boolean plain = attention.relative() instanceof Layer.Relative.None
                || attention.relative() instanceof Layer.Relative.Rotary;
        boolean seesAll =
                attention.mask() instanceof Mask.Full || (attention.mask() instanceof Mask.Causal && mode == Mode.NEXT);
        boolean causal = attention.mask() instanceof Mask.Causal && !mode.cached();
        String bias = plain && (seesAll || causal) ? "None" : bias(attention, q);
        String dropout = mode == Mode.TRAIN ? number(attention.dropout()) : "0.";
        return out.let(
                "o",
                "torch.scaled_dot_product_attention(" + q + ", " + k + ", " + v + ", " + bias + ", " + dropout + ", "
                        + (plain && causal ? "True" : "False") + ", scale=" + number(scale(attention)) + ")");
    }

    private String spelledOut(Layer.Attention attention, String q, String k, String v) {
        String scores = out.let(
                "s",
                "torch.matmul(" + q + ", torch.transpose(" + k + ", -2, -1)) * " + number(scale(attention)) + " + "
                        + bias(attention, q)); // (B, H, T, T)
        String pattern = out.let("w", "torch.softmax(" + scores + ", -1)");
        out.line("patterns.append(" + pattern + ")");
        return out.let("o", "torch.matmul(" + pattern + ", " + v + ")");
    }

    private static double scale(Layer.Attention attention) {
        return attention.scale() == ScoreScale.SCALED ? 1 / Math.sqrt(attention.headDim()) : 1;
    }

    /// What is added to the scores: minus infinity where the mask forbids, ALiBi's penalty elsewhere.
    /// `(T, keys)` or `(1, H, T, keys)`.
    private String bias(Layer.Attention attention, String x) {
        record Key(Mask mask, Layer.Relative relative, int heads) {}
        Key key = new Key(attention.mask(), attention.relative(), attention.heads());
        return shared.computeIfAbsent(key, ignored -> writeBias(attention, x));
    }

    private String writeBias(Layer.Attention attention, String x) {
        String device = ", dtype=6, device=" + x + ".device)";
        String distance = out.let(
                "g",
                "torch.unsqueeze(torch.arange(start, end" + device + ", 1) - torch.arange(0, end"
                        + device); // (T, keys)
        String allowed =
                switch (attention.mask()) {
                    case Mask.Causal() -> "torch.ge(" + distance + ", 0)";
                    case Mask.Full() -> "torch.ge(torch.abs(" + distance + "), 0)";
                    case Mask.SlidingWindow(int window) ->
                        "torch.logical_and(torch.ge(" + distance + ", 0), torch.lt(" + distance + ", " + window + "))";
                };
        String base =
                switch (attention.relative()) {
                    case Layer.Relative.Alibi() -> {
                        String slopes = Arrays.stream(Alibi.slopes(attention.heads()))
                                .mapToObj(ForwardScript::number)
                                .collect(Collectors.joining(", "));
                        yield out.let(
                                "b",
                                "torch.abs(" + distance + ") * torch.view(torch.tensor([" + slopes + "]" + device
                                        + ", [1, -1, 1, 1]) * -1.0"); // (1, H, T, keys)
                    }
                    case Layer.Relative.None() -> "torch.zeros_like(" + distance + ")";
                    case Layer.Relative.Rotary rotary -> "torch.zeros_like(" + distance + ")";
                };
        return out.let("m", "torch.masked_fill(" + base + ", torch.logical_not(" + allowed + "), -inf)");
    }

    private String rotation(Layer.Relative.Rotary rotary, int size, String x) {
        return shared.computeIfAbsent(rotary, ignored -> {
            String device = ", dtype=6, device=" + x + ".device)";
            return out.let(
                    "r",
                    "torch.unsqueeze(torch.arange(start, end" + device + ", 1) * torch.exp(torch.arange(0, " + size
                            + ", 2" + device + " * " + number(-Math.log(rotary.base()) / size) + ")"); // (T, D/2)
        });
    }
}
