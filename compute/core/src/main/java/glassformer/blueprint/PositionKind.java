package glassformer.blueprint;

/// How a model knows the order of its tokens: a learned table (GPT-2), fixed sinusoids (Vaswani et al.
/// 2017), rotated queries and keys (RoPE, Su et al. 2021), a distance penalty on the scores (ALiBi, Press
/// et al. 2021), or not at all.
public enum PositionKind implements Named {
    LEARNED("learned"),
    SINUSOIDAL("sinusoidal"),
    ROTARY("rotary"),
    ALIBI("alibi"),
    NONE("none");

    private final String id;

    PositionKind(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
