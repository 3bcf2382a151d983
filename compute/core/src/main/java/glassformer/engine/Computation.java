package glassformer.engine;

/// How a training step is computed, which changes what it costs, not what it means.
///
/// @param activationCheckpointing whether the forward pass keeps only each block's input, and the backward pass
///                                computes a block again before it needs what is inside (Chen et al. 2016, "Training
///                                Deep Nets with Sublinear Memory Cost")
public record Computation(Precision precision, boolean activationCheckpointing) {
    public static final Computation USUAL = new Computation(Precision.FLOAT32, false);
}
