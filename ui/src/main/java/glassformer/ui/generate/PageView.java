package glassformer.ui.generate;

import glassformer.answer.AnswerKind;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// One view of the page.
///
/// @param below   what it shows
/// @param start   what the button on top says, by what the model does
/// @param can     whether that button can be pressed
/// @param run     what it does
/// @param busy    whether something goes on
/// @param cancel  ends it; null where it takes but a moment
/// @param problem a sentence about what went wrong, or empty
record PageView(
        GenerateView view,
        Node below,
        Function<AnswerKind, String> start,
        ObservableValue<Boolean> can,
        Runnable run,
        ObservableValue<Boolean> busy,
        @Nullable Runnable cancel,
        ObservableValue<String> problem) {

    static PageView of(GenerateView view, Node below, Question<?> question, @Nullable Runnable cancel, String start) {
        return new PageView(
                view,
                below,
                kind -> start,
                question.canProperty(),
                question::ask,
                question.busyProperty(),
                cancel,
                question.problemProperty());
    }
}
