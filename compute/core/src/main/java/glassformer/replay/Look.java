package glassformer.replay;

import glassformer.engine.AttentionGroup.Kind;
import java.util.OptionalInt;

/// What of a run's attention is drawn: a kind's heads, all of them or one.
///
/// @param kind  the first that a run has where it does not have this one
/// @param layer from 0; empty for every head
/// @param head  from 0; empty for every head
public record Look(Kind kind, OptionalInt layer, OptionalInt head) {
    /// What a model writes at its source, where it translates; else its one kind.
    public static Look all() {
        return all(Kind.CROSS);
    }

    public static Look all(Kind kind) {
        return new Look(kind, OptionalInt.empty(), OptionalInt.empty());
    }

    public static Look one(Kind kind, int layer, int head) {
        return new Look(kind, OptionalInt.of(layer), OptionalInt.of(head));
    }

    boolean isOne() {
        return layer.isPresent() && head.isPresent();
    }
}
