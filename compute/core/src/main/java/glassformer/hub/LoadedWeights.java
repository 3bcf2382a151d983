package glassformer.hub;

import glassformer.blueprint.ModelSpec;
import glassformer.engine.Weights;
import java.util.List;

/// A model's weights, read from files that others made.
///
/// @param spec    the model that they are for
/// @param fresh   tensors of new heads, which the files do not have and which were initialised, by our names
/// @param leftOut tensors of other heads, which the files have and the model does not, by the files' names
public record LoadedWeights(ModelSpec spec, Weights weights, List<String> fresh, List<String> leftOut) {
    public LoadedWeights {
        fresh = List.copyOf(fresh);
        leftOut = List.copyOf(leftOut);
    }
}
