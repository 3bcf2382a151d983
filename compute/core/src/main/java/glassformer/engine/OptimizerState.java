package glassformer.engine;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Weight;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is kept between steps besides the weights.
///
/// @param steps   updates done
/// @param memory  what [Optimizer#memory] names, of each trained tensor
/// @param live    with averaging, the weights that steps change, where the model's are their mean; a tensor without
///                is equal to the model's
/// @param missed  updates that were done before a tensor was trained, by the name of those that came later: Adam's
///                correction of its moments' start counts from a tensor's own first update
/// @param lossScale of steps in [Precision#FLOAT16]
public record OptimizerState(
        long steps, Map<String, Weights> memory, Weights live, Map<String, Long> missed, LossScale lossScale) {
    public OptimizerState {
        memory = Collections.unmodifiableMap(new LinkedHashMap<>(memory));
        missed = Collections.unmodifiableMap(new LinkedHashMap<>(missed));
        for (Map.Entry<String, Long> entry : missed.entrySet()) {
            if (entry.getValue() < 0 || entry.getValue() > steps) {
                throw new IllegalArgumentException("the tensor " + entry.getKey() + " cannot have missed "
                        + entry.getValue() + " of " + steps + " updates");
            }
        }
    }

    /// Where the loss was never scaled.
    public OptimizerState(long steps, Map<String, Weights> memory, Weights live, Map<String, Long> missed) {
        this(steps, memory, live, missed, LossScale.INITIAL);
    }

    /// Where everything was trained from the first update and nothing is averaged.
    public OptimizerState(long steps, Map<String, Weights> memory) {
        this(steps, memory, new Weights(Map.of()), Map.of());
    }

    /// How many updates a tensor has had.
    public long stepsOf(String name) {
        return steps - missed.getOrDefault(name, 0L);
    }

    /// One kind of memory, of exactly the tensors that are trained, in their order.
    ///
    /// @throws BadInputException where there is none or of other tensors
    public Weights memory(String kind, List<Weight> trained) {
        Weights weights = memory.get(kind);
        if (weights == null
                || !weights.tensors()
                        .keySet()
                        .equals(new java.util.LinkedHashSet<>(
                                trained.stream().map(Weight::name).toList()))) {
            throw new BadInputException(
                    "The optimizer's memory is of another optimizer or of other tensors than those that are trained;"
                            + " start the optimizer afresh.");
        }
        return weights.checked(trained);
    }

    /// This memory for an optimizer and what `rates` train: a fresh one of what had none.
    public OptimizerState joinedBy(Optimizer optimizer, Blueprint blueprint, LearningRates rates) {
        Map<String, Weights> joined = new LinkedHashMap<>();
        Map<String, Long> late = new LinkedHashMap<>(missed);
        for (String kind : optimizer.memory()) {
            Weights before = memory.getOrDefault(kind, new Weights(Map.of()));
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (Weight weight : rates.trained(blueprint)) {
                Tensor known = before.tensors().get(weight.name());
                tensors.put(weight.name(), known == null ? zeros(weight) : known);
                if (known == null && steps > 0) {
                    late.put(weight.name(), steps);
                }
            }
            joined.put(kind, new Weights(tensors));
        }
        late.keySet().retainAll(rates.factors().keySet());
        Map<String, Tensor> moving = new LinkedHashMap<>(live.tensors());
        moving.keySet().retainAll(rates.factors().keySet());
        return new OptimizerState(steps, joined, new Weights(moving), late, lossScale);
    }

    /// The state before the first update.
    public static OptimizerState fresh(Optimizer optimizer, Blueprint blueprint, LearningRates rates) {
        return new OptimizerState(0, Map.of()).joinedBy(optimizer, blueprint, rates);
    }

    /// The same with everything trained.
    public static OptimizerState fresh(Optimizer optimizer, Blueprint blueprint) {
        return fresh(optimizer, blueprint, LearningRates.all(blueprint));
    }

    private static Tensor zeros(Weight weight) {
        return new Tensor(weight.shape(), new float[Math.toIntExact(weight.size())]);
    }
}
