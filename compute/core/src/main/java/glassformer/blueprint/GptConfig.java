package glassformer.blueprint;

import glassformer.settings.Setting;
import glassformer.settings.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A decoder-only language model: GPT-2's by default, Llama's with rotary positions, RMSNorm, SwiGLU and
/// no biases, and everything between.
///
/// @param ffnDim 0 means the customary size: 4 dim, or 8/3 dim rounded up to a multiple of 8 for SwiGLU
/// @param window how far back attention sees; 0 means to the first token
public record GptConfig(
        int vocabSize,
        int contextLength,
        int layers,
        int heads,
        int kvHeads,
        int dim,
        int ffnDim,
        double dropout,
        PositionKind position,
        NormKind norm,
        NormPlacement normPlacement,
        Activation activation,
        ScoreScale scores,
        int window,
        boolean bias,
        boolean tiedHead)
        implements ModelConfig {

    public static final List<Setting> SETTINGS = settingsOfGpt();

    public GptConfig {
        if (kvHeads == 0) {
            kvHeads = heads;
        }
        if (ffnDim == 0) {
            ffnDim = Sizes.customaryFfnDim(dim, activation);
        }
        Sizes.check(vocabSize, heads, dim, position);
        Sizes.require(
                heads % kvHeads == 0,
                "model.kvHeads is " + kvHeads + ", but must divide model.heads, which is " + heads + ": try "
                        + Sizes.nearestDivisor(heads, kvHeads) + ".");
        Sizes.require(
                window <= contextLength,
                "model.window is " + window + ", but must be at most model.contextLength, which is " + contextLength
                        + ".");
    }

    public static GptConfig of(Values values, int vocabSize) {
        return new GptConfig(
                vocabSize,
                values.whole("model.contextLength"),
                values.whole("model.layers"),
                values.whole("model.heads"),
                values.whole("model.kvHeads"),
                values.whole("model.dim"),
                values.whole("model.ffnDim"),
                values.real("model.dropout"),
                Named.of(PositionKind.class, values.text("model.position")),
                Named.of(NormKind.class, values.text("model.norm")),
                Named.of(NormPlacement.class, values.text("model.normPlacement")),
                Named.of(Activation.class, values.text("model.activation")),
                Named.of(ScoreScale.class, values.text("model.scores")),
                values.whole("model.window"),
                values.flag("model.bias"),
                values.flag("model.tiedHead"));
    }

    public Mask mask() {
        return window == 0 ? new Mask.Causal() : new Mask.SlidingWindow(window);
    }

    @Override
    public Family family() {
        return Family.GPT;
    }

    @Override
    public List<HeadSpec> pretrainingHeads() {
        return List.of(new HeadSpec.LanguageModel());
    }

    @Override
    public Blueprint blueprint(List<HeadSpec> heads) {
        return GptBlueprint.of(this, heads);
    }

    @Override
    public Map<String, Object> ownSettings() {
        return Map.of("model.kvHeads", kvHeads, "model.window", window);
    }

    private static List<Setting> settingsOfGpt() {
        List<Setting> all = new ArrayList<>();
        all.add(ModelSettings.family(Family.GPT));
        all.addAll(ModelSettings.sizes(4));
        // Beside the heads, whose number it refers to.
        all.add(
                3,
                new Setting.Whole(
                        "model.kvHeads",
                        "How many key/value heads the query heads share; 0 gives each query head its own.",
                        0,
                        0,
                        128));
        all.add(ModelSettings.dropout(0));
        all.add(ModelSettings.position(PositionKind.LEARNED, Named.ids(PositionKind.class)));
        all.add(ModelSettings.norm());
        all.add(ModelSettings.normPlacement(NormPlacement.PRE));
        all.add(ModelSettings.activation(Activation.GELU_TANH));
        all.add(ModelSettings.scores());
        all.add(new Setting.Whole(
                "model.window", "How many tokens back attention sees; 0 means all of them.", 0, 0, 32768));
        all.add(ModelSettings.bias());
        all.add(ModelSettings.tiedHead());
        return List.copyOf(all);
    }
}
