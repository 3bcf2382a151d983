package glassformer.exchange;

import glassformer.blueprint.Activation;
import glassformer.blueprint.BertConfig;
import glassformer.blueprint.GptConfig;
import glassformer.blueprint.ModelConfig;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.Pooling;
import glassformer.blueprint.PositionKind;
import glassformer.blueprint.ScoreScale;
import glassformer.blueprint.Seq2SeqConfig;

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
}
