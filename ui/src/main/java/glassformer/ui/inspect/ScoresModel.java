package glassformer.ui.inspect;

import glassformer.engine.AttentionGroup.Kind;
import glassformer.inspect.HeadNumbers;
import glassformer.ui.heatmap.Head;
import glassformer.ui.worker.OpenModel;
import glassformer.ui.worker.WorkerLink;
import glassformer.worker.WorkerService.VariantsReply;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// A head's scores in all their variants and its numbers, asked of the worker. Late answers about another head are
/// dropped.
public final class ScoresModel {
    private final WorkerLink link;
    private final OpenModel models;
    private final ReadOnlyObjectWrapper<@Nullable Scores> scores = new ReadOnlyObjectWrapper<>(this, "scores", null);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy", false);
    private final ObjectProperty<@Nullable Integer> query = new SimpleObjectProperty<>(this, "query", null);
    private @Nullable Question asked;

    private record Question(Subject subject, Kind kind, Head head) {}

    /// What is known of a head.
    public record Scores(VariantsReply variants, HeadNumbers numbers) {}

    ScoresModel(WorkerLink link, OpenModel models) {
        this.link = link;
        this.models = models;
    }

    /// Asks for a head, unless it is here or on its way.
    ///
    /// @param subject null where there is nothing to ask about
    public void want(@Nullable Subject subject, Kind kind, Head head) {
        Question question = subject == null ? null : new Question(subject, kind, head);
        if (Objects.equals(question, asked)) return;
        asked = question;
        problem.set("");
        scores.set(null);
        busy.set(question != null);
        if (question == null || subject == null) return;
        String text = subject.text();
        var unused = models.use(subject.run(), subject.step())
                .thenCompose(model -> link.look(model.model(), text, kind.id(), head.layer(), head.index())
                        .thenCompose(look -> link.variants(model.model(), text, kind.id(), head.layer(), head.index())
                                .thenApply(variants -> new Scores(variants, HeadLook.numbers(look)))))
                .whenComplete((found, failure) -> {
                    if (!question.equals(asked)) return;
                    busy.set(false);
                    if (failure != null) problem.set(WorkerLink.sentence(failure));
                    else scores.set(found);
                });
    }

    /// Those of the head that was wanted last, or null while they are not here.
    public ReadOnlyObjectProperty<@Nullable Scores> scoresProperty() {
        return scores.getReadOnlyProperty();
    }

    /// The token that looks and is shown step by step, from 0; null for the last one.
    public ObjectProperty<@Nullable Integer> queryProperty() {
        return query;
    }

    /// A sentence about what went wrong, or empty.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }
}
