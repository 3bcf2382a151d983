package glassformer.engine;

import glassformer.blueprint.Blueprint;
import java.util.LinkedHashMap;
import java.util.Map;

/// What AdamW remembers between steps (Loshchilov & Hutter 2019).
///
/// @param steps   updates done
/// @param first   running mean of each gradient, by parameter name
/// @param second  running mean of its square
public record AdamWState(long steps, Weights first, Weights second) {
    /// The state before the first update: all zeros, for what is trained.
    public static AdamWState fresh(Blueprint blueprint, LearningRates rates) {
        Map<String, Tensor> zeros = new LinkedHashMap<>();
        rates.trained(blueprint)
                .forEach(weight -> zeros.put(
                        weight.name(), new Tensor(weight.shape(), new float[Math.toIntExact(weight.size())])));
        return new AdamWState(0, new Weights(zeros), new Weights(zeros));
    }

    /// The same with everything trained.
    public static AdamWState fresh(Blueprint blueprint) {
        return fresh(blueprint, LearningRates.all(blueprint));
    }
}
