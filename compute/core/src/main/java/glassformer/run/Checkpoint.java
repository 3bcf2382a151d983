package glassformer.run;

import glassformer.BadInputException;
import glassformer.blueprint.ModelSpec;
import glassformer.blueprint.ParameterTable;
import glassformer.engine.LossScale;
import glassformer.engine.OptimizerState;
import glassformer.engine.Tensor;
import glassformer.engine.Weights;
import glassformer.exchange.HuggingFaceConfig;
import glassformer.exchange.Safetensors;
import glassformer.exchange.SafetensorsFile;
import glassformer.text.Tokenizer;
import glassformer.text.Tokenizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A folder from which training can go on and which other tools open as a Hugging Face model:
/// `config.json, model.safetensors, tokenizer.json`, then `optimizer.safetensors` with what the optimizer remembers as
/// `KIND.NAME` (AdamW: `exp_avg.NAME` and `exp_avg_sq.NAME`), with averaging also the weights that are not averaged as
/// `live.NAME`, and `trainer.json` with the step and each file's size and SHA-256.
public record Checkpoint(Path folder, int step) {
    static final String CONFIG = "config.json";
    static final String WEIGHTS = "model.safetensors";
    static final String TOKENIZER = "tokenizer.json";
    static final String OPTIMIZER = "optimizer.safetensors";
    static final String TRAINER = "trainer.json";
    static final List<String> FILES = List.of(CONFIG, WEIGHTS, TOKENIZER, OPTIMIZER);
    static final String LIVE = "live";

    /// Opens a checkpoint or a Hugging Face folder.
    ///
    /// @throws BadInputException where the folder holds no model
    static Checkpoint open(Path folder) {
        if (!Files.isRegularFile(folder.resolve(CONFIG)) || !Files.isRegularFile(folder.resolve(WEIGHTS))) {
            throw new BadInputException(folder + " holds no model: " + CONFIG + " and " + WEIGHTS + " are needed.");
        }
        return new Checkpoint(
                folder,
                Files.exists(folder.resolve(TRAINER))
                        ? TrainerFile.read(folder.resolve(TRAINER)).step()
                        : 0);
    }

    public Weights weights() {
        return Safetensors.read(folder.resolve(WEIGHTS)).weights().checked(spec().blueprint());
    }

    public OptimizerState optimizer() {
        Path file = folder.resolve(OPTIMIZER);
        Map<String, Map<String, Tensor>> kinds = new LinkedHashMap<>();
        Safetensors.read(file).tensors().forEach((name, tensor) -> {
            int dot = name.indexOf('.');
            if (dot < 0) {
                throw new BadInputException(file + " holds a tensor " + name + ", but only KIND.NAME belongs there.");
            }
            kinds.computeIfAbsent(name.substring(0, dot), kind -> new LinkedHashMap<>())
                    .put(name.substring(dot + 1), tensor);
        });
        Map<String, Weights> memory = new LinkedHashMap<>();
        // Frozen tensors are not remembered.
        kinds.forEach((kind, tensors) -> memory.put(
                kind,
                new Weights(tensors)
                        .checked(ParameterTable.of(spec().blueprint())
                                .only(tensors.keySet())
                                .weights())));
        Weights live = memory.getOrDefault(LIVE, new Weights(Map.of()));
        memory.remove(LIVE);
        Trainer trainer = trainer();
        return new OptimizerState(trainer.optimizerSteps(), memory, live, trainer.missed(), trainer.lossScale());
    }

    public ModelSpec spec() {
        Path file = folder.resolve(CONFIG);
        return HuggingFaceConfig.parse(readText(file), file.toString());
    }

    public Tokenizer tokenizer() {
        return Tokenizers.read(folder.resolve(TOKENIZER));
    }

    /// Compares the size and SHA-256 of each file with those that were noted when it was written.
    ///
    /// @throws BadInputException naming the first file that differs
    public void validate() {
        Trainer trainer = trainer();
        if (trainer.step() != step) {
            throw new BadInputException(
                    folder + " holds the checkpoint of step " + trainer.step() + ", not of step " + step + ".");
        }
        Map<String, FileRecord> noted = trainer.files();
        for (String name : FILES) {
            Path file = folder.resolve(name);
            FileRecord expected = noted.get(name);
            try {
                if (expected == null || !Files.isRegularFile(file)) {
                    throw new BadInputException("The checkpoint " + folder + " has no " + name + ".");
                }
                if (Files.size(file) != expected.bytes()) {
                    throw new BadInputException(file + " has " + Files.size(file) + " bytes, but " + expected.bytes()
                            + " were written: the checkpoint is not whole.");
                }
                if (!Disk.sha256(file).equals(expected.sha256())) {
                    throw new BadInputException(file + " is not what was written: its SHA-256 differs.");
                }
            } catch (IOException e) {
                throw Disk.cannotRead(file, e);
            }
        }
    }

    /// As [#validate], but takes a Hugging Face folder, of which nothing was noted, as it is.
    public void validateIfOurs() {
        if (Files.exists(folder.resolve(TRAINER))) {
            validate();
        }
    }

    /// Checks everything but the values of tensors: the architecture, the names and shapes of its weights, and the
    /// tokenizer.
    ///
    /// @throws BadInputException naming what does not fit
    public void requireUsable() {
        ModelSpec spec = spec();
        Map<String, List<Integer>> stored =
                SafetensorsFile.open(folder.resolve(WEIGHTS)).shapes();
        Map<String, List<Integer>> wanted = new LinkedHashMap<>();
        ParameterTable.of(spec.blueprint()).weights().forEach(weight -> wanted.put(weight.name(), weight.shape()));
        if (!stored.equals(wanted)) {
            throw new BadInputException(folder.resolve(WEIGHTS) + " holds other tensors than the architecture in "
                    + CONFIG + " beside it has.");
        }
        int tokens = tokenizer().vocabSize();
        if (tokens > spec.config().vocabSize()) {
            throw new BadInputException(folder + " has a tokenizer of " + tokens + " tokens, but its model knows only "
                    + spec.config().vocabSize() + ".");
        }
    }

    /// Of `trainer.json`, which holds the hashes of all other files.
    public String hash() {
        return trainer().self();
    }

    /// On the disk.
    public long bytes() {
        return DiskUse.bytes(folder);
    }

    /// `trainer.json`.
    Trainer trainer() {
        return TrainerFile.read(folder.resolve(TRAINER));
    }

    /// What a run goes on to the same weights with.
    ///
    /// @param fingerprint of the token ids that are trained on
    /// @param settings    see [LabTexts#hash]
    record Origin(long seed, String fingerprint, String settings, String engine, String device, int threads) {}

    /// @param missed    see [OptimizerState#missed]
    /// @param lossScale see [OptimizerState#lossScale]
    /// @param mostTexts see [glassformer.train.TrainingEvent.CheckpointDue#mostTexts]
    /// @param seconds of training until then
    /// @param self    the file's own hash
    record Trainer(
            int step,
            long optimizerSteps,
            Map<String, Long> missed,
            LossScale lossScale,
            int mostTexts,
            double seconds,
            Origin origin,
            Map<String, FileRecord> files,
            String self) {}

    record FileRecord(long bytes, String sha256) {}

    private static String readText(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException("There is no file " + file + ".");
        }
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw Disk.cannotRead(file, e);
        }
    }
}
