package glassformer.blueprint;

/// What of a training's settings its memory depends on.
///
/// @param batchSize               texts in a micro-batch, each of the full context length
/// @param memories                float32 values of each trained weight that the optimizer and a mean of them keep
/// @param gradients               of each trained weight at a time: two where micro-batches add up
/// @param productBytes            of a number that a matrix product reads or gives
/// @param activationCheckpointing whether only blocks' inputs are kept for the backward pass
public record TrainingDemand(
        int batchSize, int memories, int gradients, int productBytes, boolean activationCheckpointing) {
    /// With AdamW, in float32.
    public static TrainingDemand usual(int batchSize) {
        return new TrainingDemand(batchSize, 2, 1, Float.BYTES, false);
    }

    int valuesPerWeight() {
        return memories + gradients;
    }
}
