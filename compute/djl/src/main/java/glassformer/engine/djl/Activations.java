package glassformer.engine.djl;

import glassformer.blueprint.Activation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes non-linearities.
record Activations(ScriptWriter out, Tape tape) {
    String write(@Nullable Activation activation, String x) {
        return activation == null
                ? x
                : tape.piece(List.of(x), List.of(), in -> out.let("f", expression(activation, in.getFirst())));
    }

    /// `activation(gate) * up`
    String gated(Activation activation, String gate, String up) {
        return tape.piece(
                List.of(gate, up),
                List.of(),
                in -> out.let("f", expression(activation, in.get(0)) + " * " + in.get(1)));
    }

    private static String expression(Activation activation, String x) {
        return switch (activation) {
            case GELU -> "torch.gelu(" + x + ")";
            case GELU_TANH -> "torch.gelu(" + x + ", approximate=\"tanh\")";
            case RELU -> "torch.relu(" + x + ")";
            case SILU, SWIGLU -> "torch.silu(" + x + ")";
            case TANH -> "torch.tanh(" + x + ")";
        };
    }
}
