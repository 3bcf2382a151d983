package glassformer.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Weight;
import glassformer.engine.Tensor;
import glassformer.engine.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A model's tensors on a device, in the order of [ParameterIndex]. Every module of a session reads and writes these.
final class Parameters {
    private final ParameterIndex index;
    private final Layouts layouts;
    private final List<NDArray> arrays = new ArrayList<>();

    Parameters(Blueprint blueprint, Weights weights, NDManager manager) {
        index = ParameterIndex.of(blueprint);
        layouts = Layouts.of(blueprint);
        for (Weight weight : index.weights()) {
            NDArray array = onDevice(manager, weight.name(), weights.get(weight.name()));
            array.setRequiresGradient(true);
            arrays.add(array);
        }
    }

    private Parameters(ParameterIndex index, Layouts layouts) {
        this.index = index;
        this.layouts = layouts;
    }

    /// These with arrays of their own for some weights, with the given values or else the present ones.
    Parameters withOwn(List<Weight> weights, Weights values, NDManager manager) {
        Parameters copy = new Parameters(index, layouts);
        copy.arrays.addAll(arrays);
        for (Weight weight : weights) {
            int place = java.util.Objects.requireNonNull(index.places().get(weight.name()));
            Tensor value = values.tensors().get(weight.name());
            NDArray own = value == null ? arrays.get(place).duplicate() : onDevice(manager, weight.name(), value);
            own.setRequiresGradient(true);
            copy.arrays.set(place, own);
        }
        return copy;
    }

    /// Those of some weights, in that order.
    List<NDArray> of(List<Weight> weights) {
        Map<String, Integer> places = index.places();
        return weights.stream()
                .map(weight -> arrays.get(java.util.Objects.requireNonNull(places.get(weight.name()))))
                .toList();
    }

    void bindTo(TorchModule module, NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            module.call(scope, "bind", false, TorchModule.list("p", arrays)).detach();
        }
    }

    /// A tensor of a weight's name in the engine's layout.
    NDArray onDevice(NDManager manager, String name, Tensor tensor) {
        return Arguments.array(manager, layouts.turn(name, tensor));
    }

    Weights weights() {
        return named(index.weights(), arrays);
    }

    /// Arrays as tensors in a checkpoint's layout, in the order of the blueprint.
    Weights named(List<Weight> weights, List<NDArray> values) {
        Map<String, Tensor> byName = new LinkedHashMap<>();
        for (int i = 0; i < weights.size(); i++) {
            String name = weights.get(i).name();
            byName.put(name, layouts.turn(name, Arguments.tensor(values.get(i))));
        }
        Map<String, Tensor> ordered = new LinkedHashMap<>();
        for (Weight weight : index.weights()) {
            Tensor tensor = byName.get(weight.name());
            if (tensor != null) {
                ordered.put(weight.name(), tensor);
            }
        }
        return new Weights(ordered);
    }
}
