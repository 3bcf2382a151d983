package glassformer.blueprint;

/// The models that speed is measured on, so that figures of different machines can be compared.
public enum StandardSize {
    /// 4 layers of 128, 64 tokens, batches of 12: 0.8 million parameters.
    S(4, 4, 128, 64, 12),
    /// 6 layers of 384, 256 tokens, batches of 8: 10.7 million parameters.
    M(6, 6, 384, 256, 8);

    private final int layers;
    private final int heads;
    private final int dim;
    private final int contextLength;
    private final int batchSize;

    StandardSize(int layers, int heads, int dim, int contextLength, int batchSize) {
        this.layers = layers;
        this.heads = heads;
        this.dim = dim;
        this.contextLength = contextLength;
        this.batchSize = batchSize;
    }

    /// Sequences in a step.
    public int batchSize() {
        return batchSize;
    }

    /// Tokens in a step.
    public int tokens() {
        return batchSize * contextLength;
    }

    /// GPT-2 with exact GELU and no dropout, as the Python side has it.
    public GptConfig config(int vocabSize) {
        return new GptConfig(
                vocabSize,
                contextLength,
                layers,
                heads,
                heads,
                dim,
                0,
                0,
                PositionKind.LEARNED,
                NormKind.LAYER_NORM,
                NormPlacement.PRE,
                Activation.GELU,
                ScoreScale.SCALED,
                0,
                true,
                true);
    }
}
