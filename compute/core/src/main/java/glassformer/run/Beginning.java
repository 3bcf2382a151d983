package glassformer.run;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.ModelSpec;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.Weight;
import glassformer.engine.Tensor;
import glassformer.engine.Weights;
import glassformer.text.Tokenizer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The model that a training starts from: another run's, or none.
///
/// @param spec null where the weights are random
record Beginning(
        @Nullable ModelSpec spec,
        @Nullable Tokenizer tokenizer,
        @Nullable Weights weights,
        String name) {
    /// @param baseFolder where a relative path begins
    /// @throws BadInputException where there is no such model
    static Beginning of(Lab lab, Path baseFolder) {
        String from = lab.transfer().from();
        if (from.isEmpty()) {
            return new Beginning(null, null, null, "");
        }
        try {
            Checkpoint checkpoint = TrainedModel.find(baseFolder.resolve(from), null);
            ModelSpec spec = checkpoint.spec();
            if (spec.adapters() != null) {
                throw new BadInputException(
                        "training.from is " + from
                                + ", a model with adapters, which cannot be trained further yet; name the model that it adapts.");
            }
            return new Beginning(spec, checkpoint.tokenizer(), checkpoint.weights(), from);
        } catch (InvalidPathException e) {
            throw new BadInputException("training.from is " + from + ", which is no path: " + e.getReason() + ".", e);
        }
    }

    /// The lab with the model's own settings, since its weights fit no others; dropout is free.
    Lab resolve(Lab lab) {
        if (spec == null) {
            return lab;
        }
        Lab resolved = lab;
        Object dropout = lab.values().get("model.dropout");
        for (Map.Entry<String, Object> setting : spec.config().settings().entrySet()) {
            if (resolved.schema().has(setting.getKey())) {
                resolved = resolved.with(setting.getKey(), setting.getValue());
            }
        }
        if (resolved.task() != lab.task()) {
            throw new BadInputException("training.from is " + name + ", a model of the family "
                    + spec.config().family().id() + ", which cannot learn the task "
                    + lab.task().id() + ".");
        }
        return resolved.with("model.dropout", dropout);
    }

    /// That of the model, whose embedding may have rows for more tokens than there are.
    int vocabSize(int ofTokenizer) {
        return spec == null ? ofTokenizer : spec.config().vocabSize();
    }

    /// The weights to start from: the model's where it has them, fresh ones elsewhere.
    ///
    /// @param log hears which were new
    Weights weights(Blueprint blueprint, long seed, List<String> log) {
        Weights fresh = Weights.initial(blueprint, seed);
        if (weights == null) {
            return fresh;
        }
        Map<String, Tensor> chosen = new LinkedHashMap<>();
        List<String> made = new ArrayList<>();
        for (Weight weight : ParameterTable.of(blueprint).weights()) {
            Tensor known = weights.tensors().get(weight.name());
            boolean fits = known != null && known.shape().equals(weight.shape());
            chosen.put(weight.name(), known != null && fits ? known : fresh.get(weight.name()));
            if (!fits) {
                made.add(weight.name());
            }
        }
        log.add("Weights from " + name + "; new: " + (made.isEmpty() ? "none" : String.join(", ", made)));
        return new Weights(chosen);
    }
}
