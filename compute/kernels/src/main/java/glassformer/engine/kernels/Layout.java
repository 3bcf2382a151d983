package glassformer.engine.kernels;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.Weight;
import glassformer.engine.Tensor;
import glassformer.engine.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where each tensor of a model begins in one array of all weights.
final class Layout {
    private final List<Weight> weights;
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final int size;

    Layout(Blueprint blueprint) {
        weights = ParameterTable.of(blueprint).weights();
        long at = 0;
        for (Weight weight : weights) {
            places.put(weight.name(), Math.toIntExact(at));
            at += weight.size();
        }
        size = Math.toIntExact(at);
    }

    List<Weight> weights() {
        return weights;
    }

    int size() {
        return size;
    }

    int at(Weight weight) {
        Integer place = places.get(weight.name());
        if (place == null) {
            throw new IllegalArgumentException("the model has no tensor " + weight.name());
        }
        return place;
    }

    /// Writes tensors where they belong and leaves the others.
    void write(Weights from, float[] all) {
        for (Weight weight : weights) {
            Tensor tensor = from.tensors().get(weight.name());
            if (tensor != null) {
                System.arraycopy(tensor.values(), 0, all, at(weight), tensor.values().length);
            }
        }
    }

    Weights read(float[] all, List<Weight> some) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Weight weight : some) {
            int at = at(weight);
            float[] values = Arrays.copyOfRange(all, at, at + Math.toIntExact(weight.size()));
            tensors.put(weight.name(), new Tensor(weight.shape(), values));
        }
        return new Weights(tensors);
    }
}
