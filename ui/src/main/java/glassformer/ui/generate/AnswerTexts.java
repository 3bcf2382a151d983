package glassformer.ui.generate;

import glassformer.answer.AnswerKind;

/// Which text fits what a model does with a prompt.
final class AnswerTexts {
    private AnswerTexts() {}

    static String key(String stem, AnswerKind kind) {
        return stem
                + switch (kind) {
                    case CONTINUATION -> ".continuation";
                    case TRANSLATION -> ".translation";
                    case HIDDEN_WORDS -> ".hiddenWords";
                    case PREDICTION -> ".prediction";
                };
    }
}
