package glassformer.task;

import glassformer.BadInputException;
import glassformer.blueprint.Family;
import glassformer.blueprint.Named;
import glassformer.settings.Values;

/// What a task asks of a lab's settings, as far as it can be told without the data.
public final class TaskRules {
    private TaskRules() {}

    /// @param values of a lab
    /// @throws BadInputException for the first setting that does not fit the task
    public static void check(Values values) {
        switch (Named.of(TaskKind.class, values.text(TaskKind.KEY))) {
            case MASKED_LANGUAGE_MODEL -> {
                if (values.flag("data.nextSentence")) {
                    nextSentence(values);
                }
            }
            case MULTI_TASK -> LabelColumns.of(values);
            case LANGUAGE_MODEL,
                    TRANSLATION,
                    TRANSLATION_LANGUAGE_MODEL,
                    CLASSIFICATION,
                    REGRESSION,
                    TOKEN_CLASSIFICATION -> {}
        }
    }

    private static void nextSentence(Values values) {
        String family = values.text(Family.KEY);
        if (!family.equals(Family.BERT.id()) || !Texts.segments(values)) {
            throw new BadInputException("data.nextSentence is true, which needs model.family bert with model.tokenTypes"
                    + " of 2 or more to tell the two sentences apart, not " + family
                    + (values.schema().has("model.tokenTypes")
                            ? " with " + values.whole("model.tokenTypes") + "."
                            : "."));
        }
    }
}
