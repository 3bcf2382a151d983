package glassformer.engine.djl;

/// What a compiled forward pass is for.
enum Mode {
    /// With dropout and fused attention.
    TRAIN,
    /// As in training, but without dropout: gradients to look at.
    STILL,
    /// Without dropout.
    EVALUATE,
    /// Without dropout, attention spelled out, each pattern kept.
    PATTERNS,
    /// Fills the KV cache with several tokens from place `start` on.
    PREFILL,
    /// Adds one token to the KV cache at place `start`.
    NEXT;

    boolean differentiated() {
        return this == TRAIN || this == STILL;
    }

    boolean cached() {
        return this == PREFILL || this == NEXT;
    }
}
