package glassformer.hub;

import glassformer.BadInputException;
import glassformer.blueprint.ModelSpec;
import glassformer.blueprint.Weight;
import glassformer.engine.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Where each weight of a model lies in files that others made, found and of the right shape, but not read yet: a model
/// can so be copied tensor by tensor, whatever its size.
public final class WeightPlan {
    private final ModelSpec spec;
    private final TensorSource source;
    private final List<Weight> weights;
    private final Map<String, List<String>> places;
    private final List<String> leftOut;

    WeightPlan(
            ModelSpec spec,
            TensorSource source,
            List<Weight> weights,
            Map<String, List<String>> places,
            List<String> leftOut) {
        this.spec = spec;
        this.source = source;
        this.weights = weights;
        this.places = places;
        this.leftOut = leftOut;
    }

    /// The architecture with the files' own heads.
    public ModelSpec spec() {
        return spec;
    }

    /// In the order of the blueprint.
    public List<Weight> weights() {
        return weights;
    }

    /// Tensors of poolers and of heads that the architecture does not have, by the files' names.
    public List<String> leftOut() {
        return leftOut;
    }

    /// Reads one weight.
    ///
    /// @throws BadInputException where it is stored twice with different values, or holds what is no number
    public Tensor read(Weight weight) {
        List<String> stored = places.get(weight.name());
        if (stored == null) {
            throw new IllegalArgumentException(weight.name() + " is no weight of this model");
        }
        Tensor tensor = tensor(stored.getFirst());
        for (String copy : stored.subList(1, stored.size())) {
            if (!Arrays.equals(tensor.values(), tensor(copy).values())) {
                throw new BadInputException(source.where(copy) + " holds " + stored.getFirst() + " and " + copy
                        + ", which are one tensor in this model, with different values.");
            }
        }
        for (float value : tensor.values()) {
            if (!Float.isFinite(value)) {
                throw new BadInputException("The tensor " + stored.getFirst() + " in "
                        + source.where(stored.getFirst()) + " holds the value " + value
                        + ", with which nothing can be computed: the file is damaged or its training failed.");
            }
        }
        return tensor;
    }

    private Tensor tensor(String name) {
        Tensor tensor = source.read(List.of(name)).get(name);
        if (tensor == null) {
            throw new IllegalStateException(name + " was not read");
        }
        return tensor;
    }
}
