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
}
