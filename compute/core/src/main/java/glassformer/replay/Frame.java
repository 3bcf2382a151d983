package glassformer.replay;

import glassformer.engine.AttentionGroup;
import glassformer.run.Sample;
import glassformer.train.HeadReading;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an evaluation stored.
///
/// @param attention      the probe sentence's patterns, one group a kind; empty where none were stored
/// @param readings       what each head says of the probe sentence; empty where that was not stored
/// @param sample         how the model continued the prompt; null where it did not
/// @param validationLoss NaN where the step has none
/// @param trainingLoss   of the last update; NaN before the first
public record Frame(
        int step,
        List<AttentionGroup> attention,
        List<HeadReading> readings,
        @Nullable Sample sample,
        double validationLoss,
        double trainingLoss) {
    public Frame {
        attention = List.copyOf(attention);
        readings = List.copyOf(readings);
    }

    /// The patterns of a kind, or the first ones where there are none of it.
    public Optional<AttentionGroup> group(AttentionGroup.Kind kind) {
        return attention.stream()
                .filter(group -> group.kind() == kind)
                .findFirst()
                .or(() -> attention.stream().findFirst());
    }
}
