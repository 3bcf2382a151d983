package glassformer.ui.generate;

import glassformer.answer.AnswerKind;
import java.util.List;
import java.util.stream.Stream;

/// What the page shows of a model and a text.
enum GenerateView {
    /// What the model answers, with the distribution at each place.
    ANSWER,
    /// Where a translation looked in its source.
    ALIGNMENT,
    /// Which tokens a prediction depends on.
    SALIENCE,
    /// The search for the likeliest text.
    BEAMS,
    /// Another model's answer in step.
    BESIDE,
    /// What the cache of keys and values saves.
    SPEED,
    /// How little the model expected the text.
    SURPRISE;

    boolean fits(AnswerKind kind) {
        boolean writes = kind == AnswerKind.CONTINUATION || kind == AnswerKind.TRANSLATION;
        return switch (this) {
            case ANSWER -> true;
            case ALIGNMENT -> kind == AnswerKind.TRANSLATION;
            case SALIENCE -> kind == AnswerKind.PREDICTION;
            case BEAMS, BESIDE, SPEED -> writes;
            case SURPRISE -> kind != AnswerKind.PREDICTION;
        };
    }

    /// Whether tokens are drawn, so that it matters how.
    boolean draws() {
        return this == ANSWER || this == BESIDE || this == SPEED;
    }

    static List<GenerateView> of(AnswerKind kind) {
        return Stream.of(values()).filter(view -> view.fits(kind)).toList();
    }
}
