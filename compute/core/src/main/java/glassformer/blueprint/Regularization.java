package glassformer.blueprint;

import glassformer.settings.Setting;
import glassformer.settings.Values;
import java.util.List;

/// What training leaves out at random, apart from the model's one dropout rate. Only the blueprint that is trained has
/// it: what is saved is the model's own.
///
/// @param embedding the share of the model's dropout that its embeddings have
/// @param attention the same for attention weights
/// @param residual  the same for each branch before it is added
/// @param layerDrop with which probability a branch is left out, see [Layer.Residual#drop]
public record Regularization(double embedding, double attention, double residual, double layerDrop) {
    public static final List<Setting> SETTINGS = List.of(
            share("embedding", "embeddings"),
            share("attention", "attention weights"),
            share("residual", "each layer's output"),
            new Setting.Real(
                    "training.layerDrop",
                    "How often a layer is left out for a text, so that none is indispensable; 0 never.",
                    0,
                    0,
                    0.9));

    private static Setting share(String name, String where) {
        return new Setting.Real(
                "training.dropoutShare." + name,
                "The share of model.dropout that is used on " + where + ": 1 all of it, 0 none.",
                1,
                0,
                1);
    }

    public static Regularization of(Values values) {
        return new Regularization(
                values.real("training.dropoutShare.embedding"),
                values.real("training.dropoutShare.attention"),
                values.real("training.dropoutShare.residual"),
                values.real("training.layerDrop"));
    }

    /// The heads stay as they are.
    public Blueprint applyTo(Blueprint blueprint) {
        return new Blueprint(
                blueprint.config(),
                (Layer.Sequence) Rewriting.map(blueprint.trunk(), this::changed),
                blueprint.heads());
    }

    private Layer changed(Layer layer) {
        return switch (layer) {
            case Layer.Dropout(double probability) -> new Layer.Dropout(embedding * probability);
            case Layer.Residual branch ->
                new Layer.Residual(
                        branch.placement(), branch.norm(), branch.body(), residual * branch.dropout(), layerDrop);
            case Layer.Attention of ->
                new Layer.Attention(
                        of.heads(),
                        of.kvHeads(),
                        of.headDim(),
                        of.projection(),
                        of.output(),
                        of.mask(),
                        of.scale(),
                        of.relative(),
                        of.source(),
                        attention * of.dropout());
            case Layer.Sequence same -> same;
            case Layer.Encoder same -> same;
            case Layer.Block same -> same;
            case Layer.TokenEmbedding same -> same;
            case Layer.TokenTypeEmbedding same -> same;
            case Layer.Scale same -> same;
            case Layer.LearnedPosition same -> same;
            case Layer.SinusoidalPosition same -> same;
            case Layer.Norm same -> same;
            case Layer.FeedForward same -> same;
            case Layer.Pooler same -> same;
            case Layer.Dense same -> same;
            case Layer.OutputHead same -> same;
        };
    }
}
