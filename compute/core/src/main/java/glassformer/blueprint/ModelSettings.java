package glassformer.blueprint;

import glassformer.settings.Setting;
import java.util.List;

/// The `model.*` settings that several families share; their initial values are the family's.
final class ModelSettings {
    private ModelSettings() {}

    static Setting family(Family family) {
        return new Setting.Choice(Family.KEY, "The kind of Transformer.", family.id(), Named.ids(Family.class));
    }

    /// Layers, heads and widths.
    static List<Setting> sizes(int layers) {
        return List.of(
                new Setting.Whole(
                        "model.layers", "How many blocks are stacked; each refines the one before.", layers, 1, 96),
                new Setting.Whole("model.heads", "How many attention patterns each block has side by side.", 4, 1, 128),
                new Setting.Whole("model.dim", "How many numbers describe a token between the blocks.", 128, 2, 16384),
                new Setting.Whole(
                        "model.ffnDim",
                        "The width inside the feed-forward layer; 0 takes the customary size.",
                        0,
                        0,
                        65536),
                new Setting.Whole("model.contextLength", "How many tokens the model sees at once.", 64, 2, 32768));
    }

    static Setting dropout(double initial) {
        return new Setting.Real(
                "model.dropout", "The share of values dropped in training, against overfitting.", initial, 0, 0.9);
    }

    static Setting position(PositionKind initial, List<String> allowed) {
        return new Setting.Choice("model.position", "How the model knows the order of tokens.", initial.id(), allowed);
    }

    static Setting norm() {
        return new Setting.Choice(
                "model.norm",
                "How values are kept in range between layers.",
                NormKind.LAYER_NORM.id(),
                Named.ids(NormKind.class));
    }

    static Setting normPlacement(NormPlacement initial) {
        return new Setting.Choice(
                "model.normPlacement",
                "Whether a branch is normalised before it or after the sum.",
                initial.id(),
                Named.ids(NormPlacement.class));
    }

    static Setting activation(Activation initial) {
        return new Setting.Choice(
                "model.activation",
                "The non-linearity of the feed-forward layer.",
                initial.id(),
                Named.ids(Activation.class));
    }

    static Setting scores() {
        return new Setting.Choice(
                "model.scores",
                "Whether attention scores are scaled by the head size.",
                ScoreScale.SCALED.id(),
                Named.ids(ScoreScale.class));
    }

    static Setting bias() {
        return new Setting.Flag("model.bias", "Whether linear layers add a learned offset.", true);
    }

    static Setting tiedHead() {
        return new Setting.Flag("model.tiedHead", "Whether the output head shares the token embedding's table.", true);
    }
}
