package glassformer.answer;

import glassformer.blueprint.HeadSpec;
import glassformer.blueprint.ModelSpec;
import glassformer.blueprint.Seq2SeqConfig;

/// How a model answers a text.
public enum AnswerKind {
    /// With more text.
    CONTINUATION,
    /// With another text.
    TRANSLATION,
    /// With the words that `[MASK]` hides.
    HIDDEN_WORDS,
    /// With classes, tags or numbers.
    PREDICTION;

    public static AnswerKind of(ModelSpec spec) {
        if (spec.config() instanceof Seq2SeqConfig) {
            return TRANSLATION;
        }
        if (!spec.heads().isEmpty() && spec.heads().getFirst() instanceof HeadSpec.LanguageModel) {
            return CONTINUATION;
        }
        boolean guesses = spec.heads().stream().anyMatch(HeadSpec.MaskedTokens.class::isInstance);
        return guesses ? HIDDEN_WORDS : PREDICTION;
    }
}
