package glassformer.blueprint;

import glassformer.settings.Setting;
import glassformer.settings.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// An encoder-decoder (Vaswani et al. 2017): the decoder attends to what the encoder made of the source. Both
/// sides share one embedding table.
///
/// @param layers        blocks of the encoder
/// @param decoderLayers blocks of the decoder; 0 means as many
/// @param ffnDim        0 means the customary size
/// @param scaleEmbedding whether embeddings are multiplied by `sqrt(dim)`, as in the paper and in Marian
/// @param embeddingNorm  whether embeddings are normalised, as in BART
public record Seq2SeqConfig(
        int vocabSize,
        int contextLength,
        int layers,
        int decoderLayers,
        int heads,
        int dim,
        int ffnDim,
        double dropout,
        PositionKind position,
        NormKind norm,
        NormPlacement normPlacement,
        Activation activation,
        ScoreScale scores,
        boolean bias,
        boolean tiedHead,
        boolean scaleEmbedding,
        boolean embeddingNorm)
        implements ModelConfig {

    public static final List<Setting> SETTINGS = settingsOfSeq2Seq();

    public Seq2SeqConfig {
        if (decoderLayers == 0) {
            decoderLayers = layers;
        }
        if (ffnDim == 0) {
            ffnDim = Sizes.customaryFfnDim(dim, activation);
        }
        Sizes.check(vocabSize, heads, dim, position);
    }

    public static Seq2SeqConfig of(Values values, int vocabSize) {
        return new Seq2SeqConfig(
                vocabSize,
                values.whole("model.contextLength"),
                values.whole("model.layers"),
                values.whole("model.decoderLayers"),
                values.whole("model.heads"),
                values.whole("model.dim"),
                values.whole("model.ffnDim"),
                values.real("model.dropout"),
                Named.of(PositionKind.class, values.text("model.position")),
                Named.of(NormKind.class, values.text("model.norm")),
                Named.of(NormPlacement.class, values.text("model.normPlacement")),
                Named.of(Activation.class, values.text("model.activation")),
                Named.of(ScoreScale.class, values.text("model.scores")),
                values.flag("model.bias"),
                values.flag("model.tiedHead"),
                values.flag("model.scaleEmbedding"),
                values.flag("model.embeddingNorm"));
    }

    @Override
    public Family family() {
        return Family.TRANSFORMER;
    }

    @Override
    public List<HeadSpec> pretrainingHeads() {
        return List.of(new HeadSpec.LanguageModel());
    }

    @Override
    public Blueprint blueprint(List<HeadSpec> heads) {
        return Seq2SeqBlueprint.of(this, heads);
    }

    @Override
    public Map<String, Object> ownSettings() {
        return Map.of(
                "model.decoderLayers",
                decoderLayers,
                "model.scaleEmbedding",
                scaleEmbedding,
                "model.embeddingNorm",
                embeddingNorm);
    }

    private static List<Setting> settingsOfSeq2Seq() {
        List<Setting> all = new ArrayList<>();
        all.add(ModelSettings.family(Family.TRANSFORMER));
        all.addAll(ModelSettings.sizes(3));
        // Beside the encoder's.
        all.add(
                2,
                new Setting.Whole(
                        "model.decoderLayers", "How many blocks the decoder has; 0 means as the encoder.", 0, 0, 96));
        all.add(ModelSettings.dropout(0.1));
        all.add(ModelSettings.position(PositionKind.SINUSOIDAL, Named.ids(PositionKind.class)));
        all.add(ModelSettings.norm());
        all.add(ModelSettings.normPlacement(NormPlacement.POST));
        all.add(ModelSettings.activation(Activation.RELU));
        all.add(ModelSettings.scores());
        all.add(ModelSettings.bias());
        all.add(ModelSettings.tiedHead());
        all.add(new Setting.Flag(
                "model.scaleEmbedding", "Whether embeddings are multiplied by the root of their size.", true));
        all.add(new Setting.Flag(
                "model.embeddingNorm", "Whether embeddings are normalised before the first block.", false));
        return List.copyOf(all);
    }
}
