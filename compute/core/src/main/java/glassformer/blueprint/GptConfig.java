package glassformer.blueprint;

import glassformer.BadInputException;
import glassformer.settings.Setting;
import glassformer.settings.Values;
import java.util.List;

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

    public static final List<Setting> SETTINGS = List.of(
            new Setting.Choice("model.family", "The kind of Transformer.", "gpt", List.of("gpt")),
            new Setting.Whole("model.layers", "How many blocks are stacked; each refines the one before.", 4, 1, 96),
            new Setting.Whole("model.heads", "How many attention patterns each block has side by side.", 4, 1, 128),
            new Setting.Whole(
                    "model.kvHeads",
                    "How many key/value heads the query heads share; 0 gives each query head its own.",
                    0,
                    0,
                    128),
            new Setting.Whole("model.dim", "How many numbers describe a token between the blocks.", 128, 2, 16384),
            new Setting.Whole(
                    "model.ffnDim",
                    "The width inside the feed-forward layer; 0 takes the customary size.",
                    0,
                    0,
                    65536),
            new Setting.Whole("model.contextLength", "How many tokens the model sees at once.", 64, 2, 32768),
            new Setting.Real(
                    "model.dropout", "The share of values dropped in training, against overfitting.", 0, 0, 0.9),
            new Setting.Choice(
                    "model.position",
                    "How the model knows the order of tokens.",
                    PositionKind.LEARNED.id(),
                    Named.ids(PositionKind.class)),
            new Setting.Choice(
                    "model.norm",
                    "How values are kept in range between layers.",
                    NormKind.LAYER_NORM.id(),
                    Named.ids(NormKind.class)),
            new Setting.Choice(
                    "model.normPlacement",
                    "Whether a branch is normalised before it or after the sum.",
                    NormPlacement.PRE.id(),
                    Named.ids(NormPlacement.class)),
            new Setting.Choice(
                    "model.activation",
                    "The non-linearity of the feed-forward layer.",
                    Activation.GELU_TANH.id(),
                    Named.ids(Activation.class)),
            new Setting.Choice(
                    "model.scores",
                    "Whether attention scores are scaled by the head size.",
                    ScoreScale.SCALED.id(),
                    Named.ids(ScoreScale.class)),
            new Setting.Whole("model.window", "How many tokens back attention sees; 0 means all of them.", 0, 0, 32768),
            new Setting.Flag("model.bias", "Whether linear layers add a learned offset.", true),
            new Setting.Flag("model.tiedHead", "Whether the output head shares the token embedding's table.", true));

    public GptConfig {
        if (kvHeads == 0) {
            kvHeads = heads;
        }
        if (ffnDim == 0) {
            ffnDim = activation == Activation.SWIGLU ? (dim * 8 / 3 + 7) / 8 * 8 : 4 * dim;
        }
        require(vocabSize >= 2, "vocabSize is " + vocabSize + ", but must be at least 2.");
        require(
                dim % heads == 0,
                "model.heads is " + heads + ", but must divide model.dim, which is " + dim + ": try "
                        + nearestDivisor(dim, heads) + ".");
        require(
                heads % kvHeads == 0,
                "model.kvHeads is " + kvHeads + ", but must divide model.heads, which is " + heads + ": try "
                        + nearestDivisor(heads, kvHeads) + ".");
        require(
                position != PositionKind.ROTARY || dim / heads % 2 == 0,
                "model.position is rotary, which needs an even head size, but model.dim / model.heads is " + dim / heads
                        + ".");
        require(
                position != PositionKind.SINUSOIDAL || dim % 2 == 0,
                "model.position is sinusoidal, which needs an even model.dim, but it is " + dim + ".");
        require(
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

    public int headDim() {
        return dim / heads;
    }

    public Mask mask() {
        return window == 0 ? new Mask.Causal() : new Mask.SlidingWindow(window);
    }

    @Override
    public Blueprint blueprint() {
        return GptBlueprint.of(this);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new BadInputException(message);
        }
    }

    private static int nearestDivisor(int number, int wanted) {
        for (int distance = 0; ; distance++) {
            if (wanted - distance > 0 && number % (wanted - distance) == 0) {
                return wanted - distance;
            }
            if (wanted + distance <= number && number % (wanted + distance) == 0) {
                return wanted + distance;
            }
        }
    }
}
