package glassformer.app;

import glassformer.blueprint.Activation;
import glassformer.blueprint.GptConfig;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.PositionKind;
import glassformer.blueprint.ScoreScale;

/// The two models that speed is measured on.
enum BenchSize {
    S(4, 4, 128, 64, 12),
    M(6, 6, 384, 256, 8);

    private final int layers;
    private final int heads;
    private final int dim;
    private final int contextLength;
    final int batchSize;

    BenchSize(int layers, int heads, int dim, int contextLength, int batchSize) {
        this.layers = layers;
        this.heads = heads;
        this.dim = dim;
        this.contextLength = contextLength;
        this.batchSize = batchSize;
    }

    int tokens() {
        return batchSize * contextLength;
    }

    /// GPT-2 with exact GELU and no dropout, as the Python side has it.
    GptConfig config(int vocabSize) {
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
