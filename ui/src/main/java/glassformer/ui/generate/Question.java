package glassformer.ui.generate;

import glassformer.ui.worker.WorkerLink;
import glassformer.worker.WorkerService.OpenedModel;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// Something that the worker is asked about the checkpoint on show: its answer, or what went wrong. Another question in
/// its place, or another run, lets a late answer drop.
final class Question<T> {
    private final GenerateViewModel subject;
    private final Function<OpenedModel, CompletableFuture<T>> asking;
    private final ReadOnlyObjectWrapper<@Nullable T> answer = new ReadOnlyObjectWrapper<>(this, "answer", null);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy", false);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final BooleanBinding can;
    private int asked;

    Question(GenerateViewModel subject, Function<OpenedModel, CompletableFuture<T>> asking) {
        this.subject = subject;
        this.asking = asking;
        can = subject.readyProperty().and(busy.not());
        subject.runProperty().subscribe((before, after) -> forget());
    }

    void ask() {
        if (!can.get()) return;
        int mine = ++asked;
        problem.set("");
        busy.set(true);
        var unused = subject.opened().thenCompose(asking).whenComplete((found, failure) -> {
            if (mine != asked) return;
            busy.set(false);
            answer.set(found);
            if (failure != null) problem.set(WorkerLink.sentence(failure));
        });
    }

    void forget() {
        asked++;
        busy.set(false);
        problem.set("");
        answer.set(null);
    }

    /// Null where there is none.
    @SuppressWarnings("NullAway") // which takes @Nullable off a type variable
    ReadOnlyObjectProperty<@Nullable T> answerProperty() {
        return answer.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// A sentence, or empty.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Whether it can be asked now.
    BooleanBinding canProperty() {
        return can;
    }
}
