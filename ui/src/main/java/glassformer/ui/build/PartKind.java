package glassformer.ui.build;

import glassformer.blueprint.Layer;
import java.util.List;
import java.util.Locale;

/// What a part of the diagram is, and which settings shape it.
public enum PartKind {
    TOKEN_EMBEDDING("model.dim", "tokenizer.vocabSize"),
    TOKEN_TYPE_EMBEDDING("model.tokenTypes"),
    SCALE("model.scaleEmbedding"),
    LEARNED_POSITION("model.position", "model.contextLength"),
    SINUSOIDAL_POSITION("model.position", "model.contextLength"),
    DROPOUT("model.dropout"),
    BLOCK("model.layers", "model.decoderLayers"),
    NORM("model.norm", "model.normPlacement", "model.embeddingNorm"),
    ATTENTION("model.heads", "model.kvHeads", "model.window", "model.scores", "model.position"),
    CROSS_ATTENTION("model.heads", "model.scores"),
    FEED_FORWARD("model.ffnDim", "model.activation"),
    POOLER("model.pooling"),
    TRANSFORM("model.dim"),
    CLASSIFIER("model.dim"),
    OUTPUT_HEAD("model.tiedHead", "tokenizer.vocabSize");

    private final List<String> settings;

    PartKind(String... settings) {
        this.settings = List.of(settings);
    }

    /// A dense layer counts as a transform; one that ends a head is a [#CLASSIFIER].
    static PartKind of(Layer layer) {
        return switch (layer) {
            case Layer.TokenEmbedding l -> TOKEN_EMBEDDING;
            case Layer.TokenTypeEmbedding l -> TOKEN_TYPE_EMBEDDING;
            case Layer.Scale l -> SCALE;
            case Layer.LearnedPosition l -> LEARNED_POSITION;
            case Layer.SinusoidalPosition l -> SINUSOIDAL_POSITION;
            case Layer.Dropout l -> DROPOUT;
            case Layer.Block l -> BLOCK;
            case Layer.Norm l -> NORM;
            case Layer.Attention l -> l.source() == Layer.Source.MEMORY ? CROSS_ATTENTION : ATTENTION;
            case Layer.FeedForward l -> FEED_FORWARD;
            case Layer.Pooler l -> POOLER;
            case Layer.Dense l -> TRANSFORM;
            case Layer.OutputHead l -> OUTPUT_HEAD;
            case Layer.Residual l -> throw new IllegalArgumentException("a residual is no part but holds two");
            case Layer.Sequence l -> throw new IllegalArgumentException("a sequence is no part but holds some");
            case Layer.Encoder l -> throw new IllegalArgumentException("an encoder is no part but holds some");
        };
    }

    /// The keys of the settings that shape it, the most telling first; a family may lack some.
    public List<String> settings() {
        return settings;
    }

    String textKey() {
        return "build.part." + name().toLowerCase(Locale.ROOT);
    }
}
