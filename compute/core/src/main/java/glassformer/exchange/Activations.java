package glassformer.exchange;

import glassformer.blueprint.Activation;

/// Hugging Face's names for non-linearities.
final class Activations {
    private Activations() {}

    static String name(Activation activation) {
        return switch (activation) {
            case GELU_TANH -> "gelu_new";
            case GELU -> "gelu";
            case RELU -> "relu";
            case SILU -> "silu";
            case TANH -> "tanh";
            case SWIGLU -> throw new IllegalArgumentException("SwiGLU is no function of one argument");
        };
    }

    static Activation of(Keys keys, String key, String otherwise) {
        return switch (keys.text(key, otherwise)) {
            case "gelu_new", "gelu_pytorch_tanh" -> Activation.GELU_TANH;
            case "gelu" -> Activation.GELU;
            case "relu" -> Activation.RELU;
            case "silu", "swish" -> Activation.SILU;
            case "tanh" -> Activation.TANH;
            default -> throw Keys.wrong(key, keys.find(key), "one of gelu_new, gelu, relu, silu, tanh");
        };
    }
}
