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
import org.jspecify.annotations.Nullable;

/// Writes an attention layer for each [Mode]. What several layers share, the mask and the rotation, is written
/// once a forward pass.
final class AttentionScript {
    private final ScriptWriter out;
    private final Mode mode;
    private final Tape tape;
    private final BiFunction<Layer.Linear, String, String> linear;
    private final Map<Object, String> shared = new HashMap<>();
    private Reading source = new Reading("", "", "");
    private int selfLayer;
    private int memoryLayer;

    AttentionScript(ScriptWriter out, Mode mode, Tape tape, BiFunction<Layer.Linear, String, String> linear) {
        this.out = out;
        this.mode = mode;
        this.tape = tape;
        this.linear = linear;
    }

    /// What attention to the memory looks at from here on.
    void source(Reading read) {
        source = read;
    }

    /// @param memory the encoder's output; null where it is not there or not needed
    String write(Layer.Attention attention, String x, Reading reading, @Nullable String memory) {
        List<String> projected = projected(attention, x, memory);
        String joined = tape.productPiece(projected, in -> mix(attention, in, reading));
        return linear.apply(attention.output(), joined);
    }

    /// The keys and values of the memory, `(B, K, S, D)` each: what [Mode#PREFILL] and [Mode#NEXT] read.
    List<String> keysAndValues(Layer.Attention attention, String memory) {
        return switch (attention.projection()) {
            case Layer.Projection.Split(Layer.Linear q, Layer.Linear k, Layer.Linear v) ->
                List.of(
                        out.let("k", byHead(linear.apply(k, memory), attention.kvHeads(), attention.headDim())),
                        out.let("v", byHead(linear.apply(v, memory), attention.kvHeads(), attention.headDim())));
            case Layer.Projection.Fused fused -> throw new IllegalArgumentException("attention to memory is split");
        };
    }

    /// Fused q, k and v, or each of its own; only q where keys and values are in the cache.
    private List<String> projected(Layer.Attention attention, String x, @Nullable String memory) {
        return switch (attention.projection()) {
            case Layer.Projection.Fused(Layer.Linear qkv) -> List.of(linear.apply(qkv, x));
            case Layer.Projection.Split(Layer.Linear q, Layer.Linear k, Layer.Linear v) -> {
                if (attention.source() == Layer.Source.SELF) {
                    yield List.of(linear.apply(q, x), linear.apply(k, x), linear.apply(v, x));
                }
                yield mode.cached() || memory == null
                        ? List.of(linear.apply(q, x))
                        : List.of(linear.apply(q, x), linear.apply(k, memory), linear.apply(v, memory));
            }
        };
    }

    /// From the projections `(B, T, ...)` to the heads' outputs side by side, `(B, T, C)`.
    private String mix(Layer.Attention attention, List<String> projected, Reading reading) {
        int heads = attention.heads();
        int kvHeads = attention.kvHeads();
        int size = attention.headDim();
        String q;
        String k;
        String v;
        if (attention.source() == Layer.Source.MEMORY) {
            q = out.let("q", byHead(projected.getFirst(), heads, size)); // (B, H, T, D)
            boolean there = projected.size() > 1;
            k = there ? out.let("k", byHead(projected.get(1), kvHeads, size)) : "self.MK[" + memoryLayer + "]";
            v = there ? out.let("v", byHead(projected.get(2), kvHeads, size)) : "self.MV[" + memoryLayer + "]";
            memoryLayer++;
        } else {
            List<String> split = split(attention, projected);
            q = split.get(0);
            k = split.get(1);
            v = split.get(2);
            if (attention.relative() instanceof Layer.Relative.Rotary rotary) {
                String angles = rotation(rotary, size, q, reading);
                q = out.let("q", "self.rotate(" + q + ", " + angles + ")");
                k = out.let("k", "self.rotate(" + k + ", " + angles + ")");
            }
            if (mode.cached()) {
                k = cached("K", k);
                v = cached("V", v);
            }
            selfLayer++;
        }
        if (kvHeads < heads) {
            k = out.let("k", "torch.repeat_interleave(" + k + ", " + heads / kvHeads + ", 1)"); // (B, H, T, D)
            v = out.let("v", "torch.repeat_interleave(" + v + ", " + heads / kvHeads + ", 1)");
        }
        String mixed = mode.spelledOut() ? spelledOut(attention, q, k, v, reading) : fused(attention, q, k, v, reading);
        return out.let(
                "y",
                "torch.reshape(torch.transpose(" + mixed + ", 1, 2), [torch.size(" + reading.ids() + ", 0), "
                        + reading.length() + ", " + heads * size + "])"); // (B, T, C)
    }

    /// q `(B, H, T, D)`, k and v `(B, K, T, D)`.
    private List<String> split(Layer.Attention attention, List<String> projected) {
        int heads = attention.heads();
        int kvHeads = attention.kvHeads();
        int size = attention.headDim();
        if (projected.size() == 1) {
            // Splitting, not slicing, since its gradient is one copy.
            String parts = out.let(
                    "a",
                    "torch.split_with_sizes(" + byHead(projected.getFirst(), heads + 2 * kvHeads, size) + ", [" + heads
                            + ", " + kvHeads + ", " + kvHeads + "], 1)");
            return List.of(parts + "[0]", parts + "[1]", parts + "[2]");
        }
        return List.of(
                out.let("q", byHead(projected.get(0), heads, size)),
                out.let("k", byHead(projected.get(1), kvHeads, size)),
                out.let("v", byHead(projected.get(2), kvHeads, size)));
    }

    private static String byHead(String x, int heads, int size) {
        return "torch.transpose(torch.view(" + x + ", [torch.size(" + x + ", 0), -1, " + heads + ", " + size
                + "]), 1, 2)";
    }

    /// Stores new keys or values and returns all that are there.
    private String cached(String list, String values) {
        String cache = "self." + list + "[" + selfLayer + "]";
        out.line("torch.copy_(torch.slice(" + cache + ", 2, start, end, 1), " + values + ")");
        return out.let("c", "torch.slice(" + cache + ", 2, 0, end, 1)");
    }

    private String fused(Layer.Attention attention, String q, String k, String v, Reading reading) {
        boolean plain = attention.relative() instanceof Layer.Relative.None
                || attention.relative() instanceof Layer.Relative.Rotary;
        boolean causal = attention.mask() instanceof Mask.Causal && !mode.cached();
        boolean seesAll = attention.mask() instanceof Mask.Causal && mode == Mode.NEXT;
        String bias = plain && (causal || seesAll) ? "None" : bias(attention, q, reading);
        String lowQ = tape.casts().low(q);
        String lowV = tape.casts().low(v);
        String lowBias = bias.equals("None") || lowV.equals(v) ? bias : "self.alike(" + bias + ", " + lowV + ")";
        String dropout = mode == Mode.TRAIN ? number(attention.dropout()) : "0.";
        return out.let(
                "o",
                "torch.scaled_dot_product_attention(" + lowQ + ", "
                        + tape.casts().low(k) + ", " + lowV + ", " + lowBias
                        + ", " + dropout + ", "
                        + (plain && causal ? "True" : "False") + ", scale=" + number(scale(attention)) + ")");
    }

    private String spelledOut(Layer.Attention attention, String q, String k, String v, Reading reading) {
        String scores = out.let(
                "s",
                "self.plus(torch.matmul(" + q + ", torch.transpose(" + k + ", -2, -1)) * " + number(scale(attention))
                        + ", " + bias(attention, q, reading) + ")"); // (B, H, T, keys)
        String pattern = out.let("w", "torch.softmax(" + scores + ", -1)");
        String mixed = out.let("o", "torch.matmul(" + pattern + ", " + v + ")");
        if (mode == Mode.TRACE) {
            out.line("looks.extend([" + q + ", " + k + ", " + v + ", " + scores + ", " + mixed + "])");
        } else if (mode == Mode.PATTERNS) {
            out.line("patterns.append(" + pattern + ")");
        }
        return mixed;
    }

    private static double scale(Layer.Attention attention) {
        return attention.scale() == ScoreScale.SCALED ? 1 / Math.sqrt(attention.headDim()) : 1;
    }

    /// What is added to the scores: minus infinity where the mask or padding forbids, ALiBi's penalty elsewhere. An
    /// `Optional[Tensor]` that spreads to `(B, H, T, keys)`. Where attention looks back only, padding, which is at
    /// the right, is never in sight of a real token.
    private String bias(Layer.Attention attention, String q, Reading reading) {
        if (attention.source() == Layer.Source.MEMORY) {
            return mode.cached() ? "None" : padding(source);
        }
        if (attention.mask() instanceof Mask.Full) {
            return attention.relative() instanceof Layer.Relative.Alibi
                    ? "self.plus(" + positional(attention, q, reading) + ", " + padding(reading) + ")"
                    : padding(reading);
        }
        return positional(attention, q, reading);
    }

    /// An `Optional[Tensor]` `(B, 1, 1, T)`: minus infinity at padding; none where nothing is padded.
    private String padding(Reading reading) {
        record Key(Reading padded) {}
        return shared.computeIfAbsent(
                new Key(reading),
                ignored -> out.let("pad", "self.padding(" + reading.lengths() + ", " + reading.length() + ")"));
    }

    /// The part of the bias that is the same for every text: `(T, keys)` or `(1, H, T, keys)`.
    private String positional(Layer.Attention attention, String q, Reading reading) {
        record Key(Mask mask, Layer.Relative relative, int heads, Reading reading) {}
        Key key = new Key(attention.mask(), attention.relative(), attention.heads(), reading);
        return shared.computeIfAbsent(key, ignored -> writePositional(attention, q, reading));
    }

    private String writePositional(Layer.Attention attention, String q, Reading reading) {
        String device = ", dtype=6, device=" + q + ".device)";
        String end = "torch.add(start, " + reading.length() + ")";
        String distance = out.let(
                "g",
                "torch.unsqueeze(torch.arange(start, " + end + device + ", 1) - torch.arange(0, " + end
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

    private String rotation(Layer.Relative.Rotary rotary, int size, String q, Reading reading) {
        record Key(Layer.Relative.Rotary rotary, int size, Reading reading) {}
        return shared.computeIfAbsent(new Key(rotary, size, reading), ignored -> {
            String device = ", dtype=6, device=" + q + ".device)";
            return out.let(
                    "r",
                    "torch.unsqueeze(torch.arange(start, torch.add(start, " + reading.length() + ")" + device
                            + ", 1) * torch.exp(torch.arange(0, " + size + ", 2" + device + " * "
                            + number(-Math.log(rotary.base()) / size) + ")"); // (T, D/2)
        });
    }
}
