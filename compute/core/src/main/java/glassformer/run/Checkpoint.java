package glassformer.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import glassformer.blueprint.ModelSpec;
import glassformer.blueprint.ParameterTable;
import glassformer.engine.OptimizerState;
import glassformer.engine.Tensor;
import glassformer.engine.Weights;
import glassformer.exchange.HuggingFaceConfig;
import glassformer.exchange.Json;
import glassformer.exchange.Safetensors;
import glassformer.text.Tokenizer;
import glassformer.text.Tokenizers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
                folder, Files.exists(folder.resolve(TRAINER)) ? trainer(folder).step() : 0);
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
        return new OptimizerState(
                trainer().optimizerSteps(), memory, live, trainer().missed());
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
        Map<String, FileRecord> noted = trainer().files();
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
                if (!sha256(file).equals(expected.sha256())) {
                    throw new BadInputException(file + " is not what was written: its SHA-256 differs.");
                }
            } catch (IOException e) {
                throw Disk.cannotRead(file, e);
            }
        }
    }

    /// `trainer.json`.
    Trainer trainer() {
        return trainer(folder);
    }

    /// @param missed      see [OptimizerState#missed]
    /// @param seconds     of training until then
    /// @param fingerprint of the token ids that were trained on
    record Trainer(
            int step,
            long optimizerSteps,
            Map<String, Long> missed,
            double seconds,
            String fingerprint,
            Map<String, FileRecord> files) {}

    record FileRecord(long bytes, String sha256) {}

    private static Trainer trainer(Path folder) {
        Path file = folder.resolve(TRAINER);
        ObjectNode json = Json.readObject(readText(file), file.toString());
        JsonNode step = json.path("step");
        JsonNode steps = json.path("optimizerSteps");
        if (!step.isIntegralNumber()
                || !step.canConvertToInt()
                || step.intValue() < 0
                || !steps.isIntegralNumber()
                || !steps.canConvertToLong()
                || steps.longValue() < 0) {
            throw new BadInputException(file + " lacks step or optimizerSteps, which must be whole numbers from 0.");
        }
        Map<String, Long> missed = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : json.path("optimizerMissed").properties()) {
            JsonNode count = entry.getValue();
            if (!count.isIntegralNumber() || count.longValue() < 0 || count.longValue() > steps.longValue()) {
                throw new BadInputException(file + " says that the tensor " + entry.getKey() + " missed " + count
                        + " updates, but that must be a whole number from 0 to " + steps + ".");
            }
            missed.put(entry.getKey(), count.longValue());
        }
        Map<String, FileRecord> files = new LinkedHashMap<>();
        json.path("files")
                .properties()
                .forEach(entry -> files.put(
                        entry.getKey(),
                        new FileRecord(
                                entry.getValue().path("bytes").asLong(-1),
                                entry.getValue().path("sha256").asText())));
        return new Trainer(
                step.intValue(),
                steps.longValue(),
                missed,
                json.path("seconds").asDouble(),
                json.path("fingerprint").asText(),
                files);
    }

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

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
