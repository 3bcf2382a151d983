package glassformer.run;

import glassformer.engine.AttentionGroup;
import java.util.List;

/// The probe sentence's attention at a step.
///
/// @param groups one a kind of attention that the model has
public record AttentionProbe(int step, List<AttentionGroup> groups) {
    public AttentionProbe {
        groups = List.copyOf(groups);
    }
}
