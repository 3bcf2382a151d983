package glassformer.export.pytorch;

import glassformer.blueprint.Activation;
import glassformer.blueprint.Alibi;
import glassformer.blueprint.Layer;
import glassformer.blueprint.Mask;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.ScoreScale;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The classes and functions that blocks are made of, each written once and only where the blueprint needs it.
final class PythonParts {
    private final Map<String, String> written = new LinkedHashMap<>();

    /// All that was needed, in order.
    String text() {
        return String.join("", written.values());
    }

    private void once(String name, String text) {
        String before = written.putIfAbsent(name, text);
        if (before != null && !before.equals(text)) {
            throw new IllegalArgumentException("two layers named " + name + " are not alike");
        }
    }

    /// The expression that makes a norm.
    String norm(Layer.Norm norm) {
        String epsilon = PythonNumbers.of(norm.epsilon());
        if (norm.kind() == NormKind.RMS_NORM) {
            once("RMSNorm", """


                    class RMSNorm(nn.Module):
                        \"""Divides by the root mean square (Zhang and Sennrich 2019).\"""

                        def __init__(self, dim, eps):
                            super().__init__()
                            self.weight, self.eps = nn.Parameter(torch.ones(dim)), eps

                        def forward(self, x):
                            return x * torch.rsqrt((x * x).mean(-1, keepdim=True) + self.eps) * self.weight
                    """);
            return "RMSNorm(DIM, " + epsilon + ")";
        }
        if (norm.shift() == null) {
            once("LayerNorm", """


                    class LayerNorm(nn.Module):
                        \"""Layer normalisation without a shift.\"""

                        def __init__(self, dim, eps):
                            super().__init__()
                            self.weight, self.eps = nn.Parameter(torch.ones(dim)), eps

                        def forward(self, x):
                            return F.layer_norm(x, self.weight.shape, self.weight, None, self.eps)
                    """);
            return "LayerNorm(DIM, " + epsilon + ")";
        }
        return "nn.LayerNorm(DIM, " + epsilon + ")";
    }

    static String activation(@Nullable Activation activation, String x) {
        return activation == null
                ? x
                : switch (activation) {
                    case GELU -> "F.gelu(" + x + ")";
                    case GELU_TANH -> "F.gelu(" + x + ", approximate=\"tanh\")";
                    case RELU -> "F.relu(" + x + ")";
                    case SILU, SWIGLU -> "F.silu(" + x + ")";
                    case TANH -> "torch.tanh(" + x + ")";
                };
    }

    private static String bias(Layer.Linear linear) {
        return linear.bias() == null ? ", bias=False" : "";
    }

    void feedForward(String name, Layer.FeedForward ffn) {
        Lines out = new Lines();
        out.module(name, "Each token for itself: wide, bent, narrow again.");
        out.line("self.up = nn.Linear(DIM, INNER" + bias(ffn.up()) + ")");
        if (ffn.gate() != null) {
            out.line("self.gate = nn.Linear(DIM, INNER" + bias(ffn.gate()) + ")");
        }
        out.line("self.down = nn.Linear(INNER, DIM" + bias(ffn.down()) + ")");
        out.forward("x", "(B, T, C) -> (B, T, C)");
        String inner = ffn.gate() == null
                ? activation(ffn.activation(), "self.up(x)")
                : activation(ffn.activation(), "self.gate(x)") + " * self.up(x)";
        out.line("inner = " + inner, "(B, T, F)");
        out.line("return self.down(inner)").end();
        once(name, out.toString());
    }

    /// @param name of the class: each role has its own
    void attention(String name, Layer.Attention a) {
        boolean memory = a.source() == Layer.Source.MEMORY;
        boolean full = a.mask() instanceof Mask.Full;
        boolean grouped = a.kvHeads() < a.heads();
        String keys = grouped ? "KV_HEADS" : "HEADS";
        Lines out = new Lines();
        out.module(name, sentence(a));
        switch (a.projection()) {
            case Layer.Projection.Fused(Layer.Linear qkv) ->
                out.line("self.qkv = nn.Linear(DIM, (HEADS + 2 * " + keys + ") * HEAD_DIM" + bias(qkv) + ")");
            case Layer.Projection.Split(Layer.Linear q, Layer.Linear k, Layer.Linear v) -> {
                out.line("self.query = nn.Linear(DIM, HEADS * HEAD_DIM" + bias(q) + ")");
                out.line("self.key = nn.Linear(DIM, " + keys + " * HEAD_DIM" + bias(k) + ")");
                out.line("self.value = nn.Linear(DIM, " + keys + " * HEAD_DIM" + bias(v) + ")");
            }
        }
        out.line("self.output = nn.Linear(HEADS * HEAD_DIM, DIM" + bias(a.output()) + ")");
        out.forward(memory ? "x, memory, real" : full ? "x, real" : "x", "(B, T, C) -> (B, T, C)");
        out.line("B, T, _ = x.shape");
        String from = memory ? "memory" : "x";
        if (a.projection() instanceof Layer.Projection.Fused) {
            out.line("q, k, v = self.qkv(x).split([HEADS * HEAD_DIM, " + keys + " * HEAD_DIM, " + keys
                    + " * HEAD_DIM], dim=-1)");
        } else {
            out.line("q, k, v = self.query(x), self.key(" + from + "), self.value(" + from + ")");
        }
        String s = memory ? "S" : "T";
        out.line("q = q.view(B, T, HEADS, HEAD_DIM).transpose(1, 2)", "(B, H, T, D)");
        out.line(
                "k = k.view(B, -1, " + keys + ", HEAD_DIM).transpose(1, 2)",
                "(B, " + (grouped ? "K" : "H") + ", " + s + ", D)");
        out.line("v = v.view(B, -1, " + keys + ", HEAD_DIM).transpose(1, 2)");
        if (a.relative() instanceof Layer.Relative.Rotary(double base)) {
            rotate(base);
            out.line("q, k = rotate(q), rotate(k)");
        }
        if (grouped) {
            out.line("k = k.repeat_interleave(HEADS // KV_HEADS, dim=1)", "each serves several queries: (B, H, T, D)");
            out.line("v = v.repeat_interleave(HEADS // KV_HEADS, dim=1)");
        }
        out.line(
                "scores = q @ k.transpose(-2, -1)" + (a.scale() == ScoreScale.SCALED ? " / math.sqrt(HEAD_DIM)" : ""),
                "(B, H, T, " + s + ")");
        mask(out, a);
        out.line("pattern = " + dropout("scores.softmax(-1)", a.dropout()), "(B, H, T, " + s + ")");
        out.line("mixed = (pattern @ v).transpose(1, 2).reshape(B, T, HEADS * HEAD_DIM)", "(B, T, C)");
        out.line("return self.output(mixed)").end();
        once(name, out.toString());
    }

    private static void mask(Lines out, Layer.Attention a) {
        boolean alibi = a.relative() instanceof Layer.Relative.Alibi;
        boolean full = a.mask() instanceof Mask.Full;
        if (alibi || !full) {
            out.line("place = torch.arange(T, device=x.device)");
            out.line("distance = place[:, None] - place[None, :]", "(T, T)");
        }
        if (alibi) {
            String slopes = Arrays.stream(Alibi.slopes(a.heads()))
                    .mapToObj(PythonNumbers::of)
                    .collect(Collectors.joining(", "));
            out.line("slopes = torch.tensor([" + slopes + "], device=x.device)");
            out.line("scores = scores - slopes.view(1, -1, 1, 1) * distance.abs()");
        }
        switch (a.mask()) {
            case Mask.Causal() -> out.line("scores = scores.masked_fill(distance < 0, -math.inf)");
            case Mask.SlidingWindow(int window) ->
                out.line("scores = scores.masked_fill((distance < 0) | (distance >= " + window + "), -math.inf)");
            case Mask.Full() -> out.line("scores = scores.masked_fill(~real[:, None, None, :], -math.inf)");
        }
    }

    private static String sentence(Layer.Attention a) {
        if (a.source() == Layer.Source.MEMORY) {
            return "Each token that is written looks at the source.";
        }
        return switch (a.mask()) {
            case Mask.Causal() -> "Each token looks at itself and those before it.";
            case Mask.SlidingWindow(int window) -> "Each token looks at itself and the " + (window - 1) + " before it.";
            case Mask.Full() -> "Each token looks at all tokens that are no padding.";
        };
    }

    private void rotate(double base) {
        once("rotate", """


                def rotate(x):
                    \"""Turns the two halves of each head by angles that grow with the place (Su et al. 2021).\"""
                    place = torch.arange(x.shape[2], dtype=torch.float32, device=x.device)
                    rate = torch.exp(torch.arange(0, HEAD_DIM, 2, device=x.device) * (-math.log(%s) / HEAD_DIM))
                    angle = place[:, None] * rate  # (T, D/2)
                    a, b = x.chunk(2, dim=-1)
                    return torch.cat([a * angle.cos() - b * angle.sin(), b * angle.cos() + a * angle.sin()], -1)
                """.formatted(PythonNumbers.of(base)));
    }

    void sinusoids(Layer.Sinusoids layout) {
        String join =
                switch (layout) {
                    case INTERLEAVED -> "torch.stack([angle.sin(), angle.cos()], -1).view(length, DIM)";
                    case HALVES -> "torch.cat([angle.sin(), angle.cos()], -1)";
                };
        once("sinusoids", """


                def sinusoids(length, device):
                    \"""A wave of its own for each dimension (Vaswani et al. 2017).\"""
                    place = torch.arange(length, dtype=torch.float32, device=device)
                    rate = torch.exp(torch.arange(0, DIM, 2, device=device) * (-math.log(10000.0) / DIM))
                    angle = place[:, None] * rate  # (T, C/2)
                    return %s  # (T, C)
                """.formatted(join));
    }

    /// What is added to the stream, with what training leaves out of it.
    String branch(String x, Layer.Residual residual) {
        String kept = dropout(x, residual.dropout());
        if (residual.drop() == 0) {
            return kept;
        }
        once("some", """


                def some(x, left_out, training):
                    \"""Leaves the whole branch out for some texts while training (Huang et al. 2016).\"""
                    if not training:
                        return x
                    kept = torch.rand(x.shape[0], 1, 1, device=x.device) >= left_out
                    return x * kept / (1 - left_out)
                """);
        return "some(" + kept + ", " + PythonNumbers.of(residual.drop()) + ", self.training)";
    }

    /// In training only.
    static String dropout(String x, double probability) {
        return probability > 0 ? "F.dropout(" + x + ", " + PythonNumbers.of(probability) + ", self.training)" : x;
    }
}
