package glassformer.ui.generate;

import glassformer.answer.AnswerKind;
import java.util.List;
import java.util.stream.Stream;

/// What the page shows of a model and a text.
enum GenerateView {
    /// What the model answers, with the distribution at each place.
    ANSWER,
    /// How little it expected the text.
    SURPRISE;

    boolean fits(AnswerKind kind) {
        return switch (this) {
            case ANSWER -> true;
            case SURPRISE -> kind != AnswerKind.PREDICTION;
        };
    }

    static List<GenerateView> of(AnswerKind kind) {
        return Stream.of(values()).filter(view -> view.fits(kind)).toList();
    }
}
