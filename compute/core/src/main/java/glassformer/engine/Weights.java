package glassformer.engine;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Init;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.Weight;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// A model's learned tensors by name, in the order of its [ParameterTable].
public record Weights(Map<String, Tensor> tensors) {
    public Weights {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    public Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new BadInputException("The weights have no tensor named " + name + ".");
        }
        return tensor;
    }

    /// The number of values.
    public long size() {
        return tensors.values().stream().mapToLong(t -> t.values().length).sum();
    }

    /// These with other tensors in place of those of the same names.
    public Weights with(Weights others) {
        Map<String, Tensor> all = new LinkedHashMap<>(tensors);
        all.putAll(others.tensors);
        return new Weights(all);
    }

    /// Fresh weights. Each tensor draws from its own generator, so the same seed gives the same values on
    /// every engine and adding a layer does not change the others.
    public static Weights initial(Blueprint blueprint, long seed) {
        return initial(ParameterTable.of(blueprint).weights(), seed);
    }

    /// As [#initial(Blueprint, long)], for some of a blueprint's weights.
    public static Weights initial(List<Weight> weights, long seed) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Weight weight : weights) {
            float[] values = new float[Math.toIntExact(weight.size())];
            switch (weight.init()) {
                case Init.Constant(double value) -> Arrays.fill(values, (float) value);
                case Init.Normal(double deviation) -> {
                    SplittableRandom random = new SplittableRandom(
                            seed * 0x9E3779B97F4A7C15L + weight.name().hashCode());
                    for (int i = 0; i < values.length; i++) {
                        values[i] = (float) random.nextGaussian(0, deviation);
                    }
                }
            }
            tensors.put(weight.name(), new Tensor(weight.shape(), values));
        }
        return new Weights(tensors);
    }

    /// These weights in the order of a blueprint, checked against it.
    ///
    /// @throws BadInputException where a tensor is missing, has another shape or is not of this model
    public Weights checked(Blueprint blueprint) {
        return checked(ParameterTable.of(blueprint).weights());
    }

    /// As [#checked(Blueprint)], for some of a blueprint's weights.
    public Weights checked(List<Weight> weights) {
        Map<String, Tensor> ordered = new LinkedHashMap<>();
        for (Weight weight : weights) {
            Tensor tensor = tensors.get(weight.name());
            if (tensor == null) {
                throw new BadInputException(
                        "The weights lack the tensor " + weight.name() + " of shape " + weight.shape() + ".");
            }
            if (!tensor.shape().equals(weight.shape())) {
                throw new BadInputException("The tensor " + weight.name() + " has shape " + tensor.shape()
                        + ", but the model needs " + weight.shape() + ".");
            }
            ordered.put(weight.name(), tensor);
        }
        for (String name : tensors.keySet()) {
            if (!ordered.containsKey(name)) {
                throw new BadInputException("The weights hold a tensor " + name + " that the model does not have.");
            }
        }
        return new Weights(ordered);
    }
}
