package glassformer.engine.djl;

import glassformer.blueprint.Activation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes non-linearities, in the precision of the products that they stand between: what they read and give is kept.
record Activations(ScriptWriter out, Tape tape) {
    String write(@Nullable Activation activation, String x) {
        return activation == null
                ? x
                : tape.productPiece(List.of(x), in -> out.let("f", expression(activation, low(in.getFirst()))));
    }

    /// `activation(gate) * up`
    String gated(Activation activation, String gate, String up) {
        return tape.productPiece(
                List.of(gate, up), in -> out.let("f", expression(activation, low(in.get(0))) + " * " + low(in.get(1))));
    }

    private String low(String x) {
        return tape.casts().low(x);
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
