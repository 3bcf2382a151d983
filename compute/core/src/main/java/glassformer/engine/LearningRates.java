package glassformer.engine;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.Weight;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Which tensors are trained, and how fast. A tensor that is not named is frozen: it has no gradient, no
/// optimizer state, and never changes.
///
/// @param factors of the step's learning rate, by tensor, above 0
public record LearningRates(Map<String, Double> factors) {
    public LearningRates {
        factors = Collections.unmodifiableMap(new LinkedHashMap<>(factors));
        factors.forEach((name, factor) -> {
            if (!(factor > 0 && Double.isFinite(factor))) {
                throw new IllegalArgumentException(
                        "the learning rate's factor of " + name + " is " + factor + ", but must be above 0");
            }
        });
    }

    /// Everything at the step's learning rate.
    public static LearningRates all(Blueprint blueprint) {
        return only(blueprint, weight -> true);
    }

    /// Some weights at the step's learning rate, the others frozen.
    public static LearningRates only(Blueprint blueprint, Predicate<Weight> trained) {
        Map<String, Double> factors = new LinkedHashMap<>();
        ParameterTable.of(blueprint).weights().stream()
                .filter(trained)
                .forEach(weight -> factors.put(weight.name(), 1.0));
        return new LearningRates(factors);
    }

    /// The trained weights in the order of a blueprint.
    ///
    /// @throws IllegalArgumentException where a name is not of the blueprint
    public List<Weight> trained(Blueprint blueprint) {
        List<Weight> weights =
                ParameterTable.of(blueprint).only(factors.keySet()).weights();
        if (weights.size() != factors.size()) {
            throw new IllegalArgumentException("learning rates name tensors that the model does not have");
        }
        return weights;
    }

    /// How many values are trained.
    public long trainable(Blueprint blueprint) {
        return new ParameterTable(trained(blueprint)).size();
    }

    /// How many values are frozen.
    public long frozen(Blueprint blueprint) {
        return ParameterTable.of(blueprint).size() - trainable(blueprint);
    }
}
