package glassformer.engine.djl;

import glassformer.blueprint.Activation;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Layer;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.NormPlacement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the body of one forward pass as TorchScript: from `idx` `(B, T)` to the logits, in a variable whose
/// name is returned. Layers are written one after the other, so the result reads as the architecture does.
final class ForwardScript {
    private final ScriptWriter out;
    private final Mode mode;
    private final Tape tape;
    private final Map<String, Integer> index;
    private final AttentionScript attention;

    private ForwardScript(ScriptWriter out, Mode mode, Map<String, Integer> index, Tape tape) {
        this.out = out;
        this.tape = tape;
        this.mode = mode;
        this.index = index;
        this.attention = new AttentionScript(out, mode, tape, this::linear);
    }

    /// @param index where each parameter stands in the list `p`
    static String write(ScriptWriter out, Mode mode, Map<String, Integer> index, Tape tape, Blueprint blueprint) {
        ForwardScript script = new ForwardScript(out, mode, index, tape);
        out.line("p = self.P");
        out.line("T = torch.size(idx, 1)");
        if (!mode.cached()) {
            out.line("start = 0");
        }
        out.line("end = torch.add(start, T)");
        return script.layer(blueprint.root(), "idx");
    }

    private String layer(Layer layer, String x) {
        return switch (layer) {
            case Layer.Sequence(var layers) -> {
                String y = x;
                for (Layer child : layers) {
                    y = layer(child, y);
                }
                yield y;
            }
            case Layer.Block(int number, var layers) -> {
                out.line("# block " + number);
                String y = x;
                for (Layer child : layers) {
                    y = layer(child, y);
                }
                yield y;
            }
            case Layer.Residual residual -> residual(residual, x);
            case Layer.TokenEmbedding(var table) ->
                tape.piece(
                        List.of(),
                        List.of(p(table.name())),
                        none -> out.let("x", "torch.embedding(" + p(table.name()) + ", " + x + ")")); // (B, T, C)
            case Layer.LearnedPosition(var table) ->
                tape.piece(
                        List.of(x),
                        List.of(p(table.name())),
                        in -> out.let(
                                "x", in.getFirst() + " + torch.slice(" + p(table.name()) + ", 0, start, end, 1)"));
            case Layer.SinusoidalPosition position -> sinusoidal(position, x);
            case Layer.Dropout(double probability) -> dropout(x, probability);
            case Layer.Norm norm -> norm(norm, x);
            case Layer.Attention a -> attention.write(a, x);
            case Layer.FeedForward ffn -> feedForward(ffn, x);
            case Layer.OutputHead head -> {
                List<Integer> shape = head.table().shape(); // (V, C)
                yield tape.product(x, shape.get(1), shape.get(0), p(head.table().name()), null);
            }
        };
    }

    private String residual(Layer.Residual residual, String x) {
        boolean pre = residual.placement() == NormPlacement.PRE;
        String input = pre ? norm(residual.norm(), x) : x;
        String branch = dropout(layer(residual.body(), input), residual.dropout());
        String sum = tape.sum(x, branch);
        return pre ? sum : norm(residual.norm(), sum);
    }

    private String norm(Layer.Norm norm, String x) {
        String shape = "[" + norm.scale().shape().getFirst() + "]";
        String scale = p(norm.scale().name());
        String shift = norm.shift() == null ? null : p(norm.shift().name());
        return tape.piece(
                List.of(x),
                shift == null ? List.of(scale) : List.of(scale, shift),
                in -> normalised(norm, in.getFirst(), shape, scale, shift));
    }

    private String normalised(Layer.Norm norm, String x, String shape, String scale, @Nullable String shift) {
        if (norm.kind() == NormKind.RMS_NORM) {
            return out.let(
                    "n", "torch.rms_norm(" + x + ", " + shape + ", " + scale + ", " + number(norm.epsilon()) + ")");
        }
        return out.let(
                "n",
                "torch.layer_norm(" + x + ", " + shape + ", " + scale + ", " + (shift == null ? "None" : shift) + ", "
                        + number(norm.epsilon()) + ")");
    }

    private String feedForward(Layer.FeedForward ffn, String x) {
        String up = linear(ffn.up(), x); // (B, T, F)
        Layer.@Nullable Linear gate = ffn.gate();
        String inner = gate == null
                ? tape.piece(List.of(up), List.of(), in -> out.let("f", activate(ffn.activation(), in.getFirst())))
                : tape.piece(
                        List.of(linear(gate, x), up),
                        List.of(),
                        in -> out.let("f", activate(ffn.activation(), in.get(0)) + " * " + in.get(1)));
        return linear(ffn.down(), inner);
    }

    private static String activate(Activation activation, String x) {
        return switch (activation) {
            case GELU -> "torch.gelu(" + x + ")";
            case GELU_TANH -> "torch.gelu(" + x + ", approximate=\"tanh\")";
            case RELU -> "torch.relu(" + x + ")";
            case SILU, SWIGLU -> "torch.silu(" + x + ")";
        };
    }

    private String sinusoidal(Layer.SinusoidalPosition position, String x) {
        int dim = position.dim();
        String places = out.let(
                "t", "torch.unsqueeze(torch.arange(start, end, dtype=6, device=" + x + ".device), 1)"); // (T, 1)
        String rates = out.let(
                "r",
                "torch.exp(torch.arange(0, " + dim + ", 2, dtype=6, device=" + x + ".device) * "
                        + number(-Math.log(10_000) / dim) + ")"); // (C/2)
        String table = out.let(
                "s",
                "torch.view(torch.stack([torch.sin(" + places + " * " + rates + "), torch.cos(" + places + " * " + rates
                        + ")], -1), [-1, " + dim + "])"); // (T, C)
        return tape.piece(List.of(x), List.of(), in -> out.let("x", in.getFirst() + " + " + table));
    }

    private String dropout(String x, double probability) {
        return mode == Mode.TRAIN && probability > 0
                ? tape.piece(
                        List.of(x),
                        List.of(),
                        in -> out.let("d", "torch.dropout(" + in.getFirst() + ", " + number(probability) + ", True)"))
                : x;
    }

    private String linear(Layer.Linear linear, String x) {
        return tape.product(
                x,
                linear.in(),
                linear.out(),
                p(linear.weight().name()),
                linear.bias() == null ? null : p(linear.bias().name()));
    }

    private String p(String name) {
        return "p[" + java.util.Objects.requireNonNull(index.get(name), name) + "]";
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.17g", value);
    }
}
