package glassformer.engine.kernels;

/// What a device can be asked to do. An executor is an exhaustive switch over these.
public enum Kernel {
    /// [Products#multiplied]
    PRODUCT,
    /// [Products#transposed]
    TRANSPOSE,
    /// [Products#columnSums]
    COLUMN_SUMS,
    /// [Tables#gathered]
    GATHER,
    /// [Tables#scattered]
    SCATTER,
    /// [Norms#normed]
    NORM,
    /// [Norms#normedBack]
    NORM_BACK,
    /// [Norms#normedWeightsBack]
    NORM_WEIGHTS_BACK,
    /// [Vectors#turned]
    TURN,
    /// [Vectors#pooled]
    POOL,
    /// [Vectors#pooledBack]
    POOL_BACK,
    /// [Tables#stored]
    STORE,
    /// [Elements#scaled]
    SCALE,
    /// [Elements#added]
    ADD,
    /// [Elements#dropped]
    DROP,
    /// [Elements#activated]
    ACTIVATE,
    /// [Elements#activatedBack]
    ACTIVATE_BACK,
    /// [Elements#gated]
    GATE,
    /// [Elements#gatedBack]
    GATE_BACK,
    /// [Softmaxes#attended]
    ATTEND,
    /// [Softmaxes#attendedBack]
    ATTEND_BACK,
    /// [Softmaxes#crossEntropies]
    CROSS_ENTROPY,
    /// [Softmaxes#squaredErrors]
    SQUARED_ERROR,
    /// [Softmaxes#totals]
    TOTAL,
    /// [Updates#cleared]
    CLEAR,
    /// [Updates#measured]
    MEASURE,
    /// [Updates#changed]
    CHANGE
}
