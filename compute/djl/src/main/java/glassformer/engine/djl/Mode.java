package glassformer.engine.djl;

/// What a compiled forward pass is for.
enum Mode {
    /// With dropout and fused attention.
    TRAIN,
    /// Without dropout.
    EVALUATE,
    /// Without dropout, attention spelled out, each pattern kept.
    PATTERNS,
    /// Fills the KV cache with several tokens from place `start` on.
    PREFILL,
    /// Adds one token to the KV cache at place `start`.
    NEXT;

    boolean cached() {
        return this == PREFILL || this == NEXT;
    }
}
