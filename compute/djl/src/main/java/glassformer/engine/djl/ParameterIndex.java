package glassformer.engine.djl;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.Weight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The order of a model's tensors in a script's list `P`.
record ParameterIndex(List<Weight> weights) {
    static ParameterIndex of(Blueprint blueprint) {
        return new ParameterIndex(ParameterTable.of(blueprint).weights());
    }

    /// Where each stands.
    Map<String, Integer> places() {
        Map<String, Integer> places = new LinkedHashMap<>();
        weights.forEach(weight -> places.put(weight.name(), places.size()));
        return places;
    }
}
