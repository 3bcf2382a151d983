package glassformer.ui.inspect;

import glassformer.engine.AttentionGroup.Kind;
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
    private final ReadOnlyObjectWrapper<@Nullable Numbers> numbers = new ReadOnlyObjectWrapper<>(this, "numbers", null);
    private @Nullable Question asked;

    private record Question(Subject subject, Kind kind, Head head) {}

    /// @param size    of a head, `D`
    /// @param queries `(T, D)`
    /// @param keys    `(S, D)`
    /// @param scores  `(T, S)`, minus infinity where the mask forbids
    public record Numbers(int size, float[] queries, float[] keys, float[] scores) {
        /// The product of a query and a key, before it is scaled.
        public double product(int query, int key) {
            double sum = 0;
            for (int d = 0; d < size; d++) sum += (double) queries[query * size + d] * keys[key * size + d];
            return sum;
        }

        /// What softmax sees.
        public float score(int query, int key) {
            return scores[query * (keys.length / size) + key];
        }

        static Numbers of(LookReply reply) {
            return new Numbers(
                    reply.size(),
                    AttentionPicture.floats(reply.queries()),
                    AttentionPicture.floats(reply.keys()),
                    AttentionPicture.floats(reply.scores()));
        }
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
                    if (question.equals(asked) && reply != null) numbers.set(Numbers.of(reply));
                });
    }

    /// Forgets what is not of the shown head any more.
    public void forget() {
        asked = null;
        numbers.set(null);
    }

    /// Those of the head that was wanted last, or null while they are not here.
    public ReadOnlyObjectProperty<@Nullable Numbers> numbersProperty() {
        return numbers.getReadOnlyProperty();
    }
}
