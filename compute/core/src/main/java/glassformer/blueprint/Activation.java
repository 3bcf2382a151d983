package glassformer.blueprint;

/// The non-linearity of a feed-forward layer. SwiGLU (Shazeer 2020) multiplies a SiLU gate with a second
/// projection and so needs a third weight.
public enum Activation implements Named {
    GELU("gelu"),
    GELU_TANH("gelu_tanh"),
    RELU("relu"),
    SILU("silu"),
    SWIGLU("swiglu"),
    TANH("tanh");

    private final String id;

    Activation(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    /// A unit of a feed-forward layer that stays this near to 0 at every token does nothing there: it is dead. A ReLU
    /// gives exactly 0; the smooth ones hardly ever do, so for them it is a thousandth.
    public double deadWithin() {
        return switch (this) {
            case RELU -> 0;
            case GELU, GELU_TANH, SILU, SWIGLU, TANH -> 1e-3;
        };
    }
}
