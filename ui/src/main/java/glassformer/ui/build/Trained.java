package glassformer.ui.build;

import glassformer.blueprint.Weight;
import glassformer.engine.LearningRates;
import java.util.List;

/// How much of a part training changes.
public enum Trained {
    /// It has no learned tensors.
    NOTHING,
    ALL,
    /// Some of its tensors, such as the adapters beside frozen weights.
    SOME,
    FROZEN;

    static Trained of(List<Weight> weights, LearningRates rates) {
        long trained = weights.stream()
                .filter(weight -> rates.factors().containsKey(weight.name()))
                .count();
        if (weights.isEmpty()) return NOTHING;
        if (trained == weights.size()) return ALL;
        return trained == 0 ? FROZEN : SOME;
    }
}
