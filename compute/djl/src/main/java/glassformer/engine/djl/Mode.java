package glassformer.engine.djl;

/// What a compiled pass is for.
enum Mode {
    /// With dropout and fused attention.
    TRAIN,
    /// As in training, but without dropout: gradients to look at.
    STILL,
    /// Without dropout.
    EVALUATE,
    /// Without dropout, attention spelled out, each pattern kept.
    PATTERNS,
    /// Without dropout, of operations that PyTorch has had since 1.13.
    PORTABLE,
    /// As [#PATTERNS], and what [glassformer.engine.Trace] tells is kept.
    TRACE,
    /// Without dropout, and the token embeddings are kept: gradients by them.
    SALIENCE,
    /// The encoder alone, and what the decoder's attentions will read of it.
    REMEMBER,
    /// The decoder alone; fills the KV cache with several tokens from place `start` on.
    PREFILL,
    /// The decoder alone; adds one token to the KV cache at place `start`.
    NEXT;

    /// Whether attention is written as its formula and not as one call.
    boolean spelledOut() {
        return this == PATTERNS || this == PORTABLE || this == TRACE;
    }

    boolean cached() {
        return this == PREFILL || this == NEXT;
    }
}
