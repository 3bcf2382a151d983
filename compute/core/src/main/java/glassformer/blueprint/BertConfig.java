package glassformer.blueprint;

import glassformer.settings.Setting;
import glassformer.settings.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// An encoder: BERT, RoBERTa or DistilBERT, which differ in their weights' names, their token types, the rows
/// of their position tables and their heads.
///
/// @param family     BERT, ROBERTA or DISTILBERT
/// @param ffnDim     0 means the customary size
/// @param tokenTypes how many kinds of tokens are told apart (first and second sentence); 0 means none are
/// @param pooling    how a text becomes one vector before its classes
public record BertConfig(
        Family family,
        int vocabSize,
        int contextLength,
        int layers,
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
        int tokenTypes,
        Pooling pooling)
        implements ModelConfig {

    public BertConfig {
        if (family == Family.GPT || family == Family.TRANSFORMER) {
            throw new IllegalArgumentException(family + " is no encoder");
        }
        if (ffnDim == 0) {
            ffnDim = Sizes.customaryFfnDim(dim, activation);
        }
        Sizes.check(vocabSize, heads, dim, position);
    }

    static List<Setting> settings(Family family) {
        List<Setting> all = new ArrayList<>();
        all.add(ModelSettings.family(family));
        all.addAll(ModelSettings.sizes(family == Family.DISTILBERT ? 2 : 4));
        all.add(ModelSettings.dropout(0.1));
        all.add(ModelSettings.position(PositionKind.LEARNED, Named.ids(PositionKind.class)));
        all.add(ModelSettings.norm());
        all.add(ModelSettings.normPlacement(NormPlacement.POST));
        all.add(ModelSettings.activation(Activation.GELU));
        all.add(ModelSettings.scores());
        all.add(ModelSettings.bias());
        all.add(ModelSettings.tiedHead());
        all.add(new Setting.Whole(
                "model.tokenTypes",
                "How many kinds of tokens are told apart, as first and second sentence; 0 means none.",
                switch (family) {
                    case ROBERTA -> 1;
                    case DISTILBERT -> 0;
                    case BERT, GPT, TRANSFORMER -> 2;
                },
                0,
                64));
        all.add(new Setting.Choice(
                "model.pooling",
                "How a text becomes one vector for its classes: its first token's, its last token's or the mean.",
                Pooling.FIRST.id(),
                Named.ids(Pooling.class)));
        return List.copyOf(all);
    }

    static BertConfig of(Family family, Values values, int vocabSize) {
        return new BertConfig(
                family,
                vocabSize,
                values.whole("model.contextLength"),
                values.whole("model.layers"),
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
                values.whole("model.tokenTypes"),
                Named.of(Pooling.class, values.text("model.pooling")));
    }

    /// Rows of the position table before that of the first token: 2 in RoBERTa.
    public int positionOffset() {
        return BertNames.of(this).positionOffset();
    }

    @Override
    public List<HeadSpec> pretrainingHeads() {
        return family == Family.BERT
                ? List.of(new HeadSpec.MaskedTokens(), new HeadSpec.SentencePair())
                : List.of(new HeadSpec.MaskedTokens());
    }

    @Override
    public Blueprint blueprint(List<HeadSpec> heads) {
        return BertBlueprint.of(this, heads);
    }

    @Override
    public Map<String, Object> ownSettings() {
        return Map.of("model.tokenTypes", tokenTypes, "model.pooling", pooling.id());
    }
}
