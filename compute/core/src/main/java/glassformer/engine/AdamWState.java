package glassformer.engine;

import glassformer.blueprint.Blueprint;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What AdamW remembers between steps (Loshchilov & Hutter 2019).
///
/// @param steps   updates done
/// @param first   running mean of each gradient, by parameter name
/// @param second  running mean of its square
/// @param missed  updates that were done before a tensor was trained, by the name of those that came later: the
///                correction of its moments' start counts from its own first update
public record AdamWState(long steps, Weights first, Weights second, Map<String, Long> missed) {
    public AdamWState {
        missed = Collections.unmodifiableMap(new LinkedHashMap<>(missed));
        for (Map.Entry<String, Long> entry : missed.entrySet()) {
            if (!first.tensors().containsKey(entry.getKey()) || entry.getValue() < 0 || entry.getValue() > steps) {
                throw new IllegalArgumentException("the tensor " + entry.getKey() + " cannot have missed "
                        + entry.getValue() + " of " + steps + " updates");
            }
        }
    }

    /// Where everything was trained from the first update.
    public AdamWState(long steps, Weights first, Weights second) {
        this(steps, first, second, Map.of());
    }

    /// How many updates a tensor has had.
    public long stepsOf(String name) {
        return steps - missed.getOrDefault(name, 0L);
    }

    /// This memory of what `rates` train, with a fresh one of what had none.
    public AdamWState joinedBy(Blueprint blueprint, LearningRates rates) {
        AdamWState fresh = fresh(blueprint, rates);
        Map<String, Tensor> means = new LinkedHashMap<>();
        Map<String, Tensor> squares = new LinkedHashMap<>();
        Map<String, Long> late = new LinkedHashMap<>();
        for (String name : fresh.first.tensors().keySet()) {
            boolean known = first.tensors().containsKey(name);
            means.put(name, (known ? first : fresh.first).get(name));
            squares.put(name, (known ? second : fresh.second).get(name));
            long absent = known ? missed.getOrDefault(name, 0L) : steps;
            if (absent > 0) {
                late.put(name, absent);
            }
        }
        return new AdamWState(steps, new Weights(means), new Weights(squares), late);
    }

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
