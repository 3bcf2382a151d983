package glassformer.blueprint;

import glassformer.settings.Setting;
import glassformer.settings.Values;
import java.util.List;

/// The kind of a Transformer: which settings it has and how a blueprint is made from them.
public enum Family implements Named {
    /// A decoder alone: GPT-2, Llama.
    GPT("gpt"),
    /// An encoder alone (Devlin et al. 2019).
    BERT("bert"),
    /// BERT without sentence pairs, trained longer (Liu et al. 2019).
    ROBERTA("roberta"),
    /// A small BERT without token types and pooler (Sanh et al. 2019).
    DISTILBERT("distilbert"),
    /// An encoder and a decoder that attends to it (Vaswani et al. 2017; Marian and BART).
    TRANSFORMER("transformer");

    /// The key that chooses the family.
    public static final String KEY = "model.family";

    private final String id;

    Family(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    /// The `model.*` keys that models of this family have.
    public List<Setting> settings() {
        return switch (this) {
            case GPT -> GptConfig.SETTINGS;
            case BERT, ROBERTA, DISTILBERT -> BertConfig.settings(this);
            case TRANSFORMER -> Seq2SeqConfig.SETTINGS;
        };
    }

    /// @param values of the schema that has this family's settings
    /// @throws glassformer.BadInputException where the values do not fit each other
    public ModelConfig config(Values values, int vocabSize) {
        return switch (this) {
            case GPT -> GptConfig.of(values, vocabSize);
            case BERT, ROBERTA, DISTILBERT -> BertConfig.of(this, values, vocabSize);
            case TRANSFORMER -> Seq2SeqConfig.of(values, vocabSize);
        };
    }
}
