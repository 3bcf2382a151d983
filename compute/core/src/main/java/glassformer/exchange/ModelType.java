package glassformer.exchange;

import glassformer.blueprint.Activation;
import glassformer.blueprint.BertConfig;
import glassformer.blueprint.Family;
import glassformer.blueprint.GptConfig;
import glassformer.blueprint.ModelConfig;
import glassformer.blueprint.Named;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.Pooling;
import glassformer.blueprint.PositionKind;
import glassformer.blueprint.ScoreScale;
import glassformer.blueprint.Seq2SeqConfig;
import java.util.ArrayList;
import java.util.List;

/// The architectures that Hugging Face's libraries know by `model_type`, and our own for everything else.
enum ModelType {
    GPT2("gpt2", "GPT2"),
    LLAMA("llama", "Llama"),
    BERT("bert", "Bert"),
    ROBERTA("roberta", "Roberta"),
    DISTILBERT("distilbert", "DistilBert"),
    MARIAN("marian", "Marian"),
    BART("bart", "Bart"),
    OWN("glassformer", "Glassformer");

    private final String id;
    private final String prefix;

    ModelType(String id, String prefix) {
        this.id = id;
        this.prefix = prefix;
    }

    String id() {
        return id;
    }

    /// What the names of its classes begin with.
    String prefix() {
        return prefix;
    }

    static ModelType of(ModelConfig config) {
        return switch (config) {
            case GptConfig gpt -> of(gpt);
            case BertConfig bert -> of(bert);
            case Seq2SeqConfig both -> of(both);
        };
    }

    private static ModelType of(GptConfig config) {
        boolean shared = config.normPlacement() == NormPlacement.PRE
                && config.scores() == ScoreScale.SCALED
                && config.window() == 0;
        boolean gpt2 = config.position() == PositionKind.LEARNED
                && config.norm() == NormKind.LAYER_NORM
                && config.activation() != Activation.SWIGLU
                && config.bias()
                && config.kvHeads() == config.heads();
        boolean llama = config.position() == PositionKind.ROTARY
                && config.norm() == NormKind.RMS_NORM
                && config.activation() == Activation.SWIGLU
                && !config.bias();
        return shared && gpt2 ? GPT2 : shared && llama ? LLAMA : OWN;
    }

    private static ModelType of(BertConfig config) {
        boolean shared = config.position() == PositionKind.LEARNED
                && config.norm() == NormKind.LAYER_NORM
                && config.normPlacement() == NormPlacement.POST
                && config.activation() != Activation.SWIGLU
                && config.scores() == ScoreScale.SCALED
                && config.bias()
                && config.pooling() == Pooling.FIRST;
        boolean types = config.tokenTypes() > 0;
        return switch (config.family()) {
            case BERT -> shared && types ? BERT : OWN;
            case ROBERTA -> shared && types ? ROBERTA : OWN;
            case DISTILBERT -> shared && !types ? DISTILBERT : OWN;
            case GPT, TRANSFORMER -> OWN;
        };
    }

    private static ModelType of(Seq2SeqConfig config) {
        boolean shared = config.norm() == NormKind.LAYER_NORM
                && config.normPlacement() == NormPlacement.POST
                && config.activation() != Activation.SWIGLU
                && config.scores() == ScoreScale.SCALED
                && config.bias();
        boolean marian = config.position() == PositionKind.SINUSOIDAL && !config.embeddingNorm();
        boolean bart = config.position() == PositionKind.LEARNED && config.embeddingNorm();
        return shared && marian ? MARIAN : shared && bart ? BART : OWN;
    }

    /// What keeps a configuration from being the known one that is nearest to it, as `KEY VALUE`; none where it is one.
    static List<String> foreign(ModelConfig config) {
        if (of(config) != OWN) {
            return List.of();
        }
        List<String> keys = new ArrayList<>();
        boolean llama = config.position() == PositionKind.ROTARY;
        boolean marian = config.position() == PositionKind.SINUSOIDAL;
        note(keys, config.norm() != (llama ? NormKind.RMS_NORM : NormKind.LAYER_NORM), "norm", config.norm());
        note(keys, config.scores() != ScoreScale.SCALED, "scores", config.scores());
        switch (config) {
            case GptConfig gpt -> {
                note(keys, !llama && gpt.position() != PositionKind.LEARNED, "position", gpt.position());
                note(keys, gpt.normPlacement() != NormPlacement.PRE, "normPlacement", gpt.normPlacement());
                note(keys, llama != (gpt.activation() == Activation.SWIGLU), "activation", gpt.activation());
                flag(keys, gpt.bias() == llama, "bias " + gpt.bias());
                flag(keys, gpt.window() != 0, "window " + gpt.window());
                flag(keys, !llama && gpt.kvHeads() != gpt.heads(), "kvHeads " + gpt.kvHeads());
            }
            case BertConfig bert -> {
                note(keys, bert.position() != PositionKind.LEARNED, "position", bert.position());
                note(keys, bert.pooling() != Pooling.FIRST, "pooling", bert.pooling());
                post(keys, bert);
                boolean types = bert.tokenTypes() > 0;
                flag(keys, types == (bert.family() == Family.DISTILBERT), "tokenTypes " + bert.tokenTypes());
            }
            case Seq2SeqConfig both -> {
                note(keys, !marian && both.position() != PositionKind.LEARNED, "position", both.position());
                post(keys, both);
                flag(keys, marian == both.embeddingNorm(), "embeddingNorm " + both.embeddingNorm());
            }
        }
        return List.copyOf(keys);
    }

    private static void post(List<String> keys, ModelConfig config) {
        note(keys, config.normPlacement() != NormPlacement.POST, "normPlacement", config.normPlacement());
        note(keys, config.activation() == Activation.SWIGLU, "activation", config.activation());
        flag(keys, !config.bias(), "bias false");
    }

    private static void note(List<String> keys, boolean foreign, String key, Named value) {
        flag(keys, foreign, key + " " + value.id());
    }

    private static void flag(List<String> keys, boolean foreign, String what) {
        if (foreign) {
            keys.add("model." + what);
        }
    }
}
