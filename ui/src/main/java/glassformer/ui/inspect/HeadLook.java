package glassformer.ui.inspect;

import glassformer.engine.AttentionGroup.Kind;
import glassformer.inspect.HeadNumbers;
import glassformer.ui.heatmap.Head;
import glassformer.ui.worker.OpenModel;
import glassformer.ui.worker.WorkerLink;
import glassformer.worker.WorkerService.LookReply;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// What led to the weights of one head: asked of the worker when first wanted, so that looking at stored pictures alone
/// starts none.
public final class HeadLook {
    private final WorkerLink link;
    private final OpenModel models;
    private final ReadOnlyObjectWrapper<@Nullable HeadNumbers> numbers =
            new ReadOnlyObjectWrapper<>(this, "numbers", null);
    private @Nullable Question asked;

    private record Question(Subject subject, Kind kind, Head head) {}

    static HeadNumbers numbers(LookReply reply) {
        return new HeadNumbers(
                reply.size(),
                AttentionPicture.floats(reply.queries()),
                AttentionPicture.floats(reply.keys()),
                AttentionPicture.floats(reply.values()),
                AttentionPicture.floats(reply.scores()),
                AttentionPicture.floats(reply.outputs()));
    }

    HeadLook(WorkerLink link, OpenModel models) {
        this.link = link;
        this.models = models;
    }

    /// Asks for a head's numbers, unless they are here or on their way.
    public void want(Subject subject, Kind kind, Head head) {
        var question = new Question(subject, kind, head);
        if (question.equals(asked)) return;
        asked = question;
        numbers.set(null);
        var unused = models.use(subject.run(), subject.step())
                .thenCompose(model -> link.look(model.model(), subject.text(), kind.id(), head.layer(), head.index()))
                .whenComplete((reply, failure) -> {
                    // Without them the weight is still there to read.
                    if (question.equals(asked) && reply != null) numbers.set(numbers(reply));
                });
    }

    /// Forgets what is not of the shown head any more.
    public void forget() {
        asked = null;
        numbers.set(null);
    }

    /// Those of the head that was wanted last, or null while they are not here.
    public ReadOnlyObjectProperty<@Nullable HeadNumbers> numbersProperty() {
        return numbers.getReadOnlyProperty();
    }
}
