package glassformer.run;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.HeadSpec;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.Weight;
import glassformer.engine.Tensor;
import glassformer.engine.Weights;
import glassformer.hub.DownloadProgress;
import glassformer.hub.LoadedWeights;
import glassformer.hub.ModelSources;
import glassformer.hub.PretrainedModel;
import glassformer.text.Tokenizer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The model that a training starts from: another run's, somebody else's, or none.
///
/// @param model null where the weights are random
record Beginning(@Nullable PretrainedModel model, String name) {
    private static final String POOLING = "model.pooling";

    /// @param baseFolder where a relative path begins
    /// @param progress   hears what is fetched
    /// @throws BadInputException where there is no such model
    static Beginning of(Lab lab, Path baseFolder, ModelSources sources, DownloadProgress progress) {
        String from = lab.transfer().from();
        if (from.isEmpty()) {
            return new Beginning(null, "");
        }
        PretrainedModel model = ModelSources.names(from) ? sources.open(from, progress) : folder(baseFolder, from);
        if (model.spec().adapters() != null) {
            throw new BadInputException("training.from is " + from
                    + ", a model with adapters, which cannot be trained further yet; name the model that it adapts.");
        }
        return new Beginning(model, from);
    }

    private static PretrainedModel folder(Path baseFolder, String from) {
        try {
            Path folder = baseFolder.resolve(from);
            if (!Files.exists(folder)) {
                throw new BadInputException("training.from is " + from + ", but there is no such folder: it must be a"
                        + " run, a checkpoint, a model's folder, hub:OWNER/NAME or maven:GROUP:ARTIFACT:VERSION.");
            }
            return PretrainedModel.open(
                    Files.isRegularFile(folder.resolve(PretrainedModel.CONFIG))
                            ? folder
                            : TrainedModel.find(folder, null).folder());
        } catch (InvalidPathException e) {
            throw new BadInputException("training.from is " + from + ", which is no path: " + e.getReason() + ".", e);
        }
    }

    /// Null where the data makes one.
    @Nullable
    Tokenizer tokenizer() {
        return model == null ? null : model.tokenizer();
    }

    /// The lab with the model's own settings, since its weights fit no others. Dropout is free, and so is how new heads
    /// pool a text.
    Lab resolve(Lab lab) {
        if (model == null) {
            return lab;
        }
        Lab resolved = lab.with("model.family", model.spec().config().family().id());
        if (resolved.task() != lab.task()) {
            throw new BadInputException("training.from is " + name + ", a model of the family "
                    + model.spec().config().family().id() + ", which cannot learn the task "
                    + lab.task().id() + ".");
        }
        for (Map.Entry<String, Object> setting :
                model.spec().config().settings().entrySet()) {
            resolved = resolved.with(setting.getKey(), setting.getValue());
        }
        resolved = resolved.with("model.dropout", lab.values().get("model.dropout"));
        boolean pools = resolved.schema().has(POOLING) && lab.schema().has(POOLING);
        boolean chosen = pools
                && !lab.values()
                        .get(POOLING)
                        .equals(lab.schema().setting(POOLING).initial());
        return chosen ? resolved.with(POOLING, lab.values().get(POOLING)) : resolved;
    }

    /// That of the model, whose embedding may have rows for more tokens than there are.
    int vocabSize(int ofTokenizer) {
        return model == null ? ofTokenizer : model.spec().config().vocabSize();
    }

    /// The weights to start from: the model's where it has them, fresh ones elsewhere.
    ///
    /// @param log hears which were new
    Weights weights(Blueprint blueprint, List<HeadSpec> heads, long seed, List<String> log) {
        Weights fresh = Weights.initial(blueprint, seed);
        if (model == null) {
            return fresh;
        }
        LoadedWeights loaded = model.load(heads, seed);
        Map<String, Tensor> chosen = new LinkedHashMap<>();
        for (Weight weight : ParameterTable.of(blueprint).weights()) {
            Tensor known = loaded.weights().tensors().get(weight.name());
            chosen.put(weight.name(), known == null ? fresh.get(weight.name()) : known);
        }
        log.add("Weights from " + name + "; new: "
                + (loaded.fresh().isEmpty() ? "none" : String.join(", ", loaded.fresh())) + "; left out: "
                + (loaded.leftOut().isEmpty() ? "none" : String.join(", ", loaded.leftOut())));
        return new Weights(chosen);
    }
}
