package glassformer.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import glassformer.engine.LossScale;
import glassformer.exchange.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// `trainer.json`: what training needs to go on beside tensors, and the size and SHA-256 of each file. Its own SHA-256
/// stands in `self`, taken while that is empty, so that no byte of a checkpoint can change unseen.
final class TrainerFile {
    private static final String SELF = "self";
    private static final String LOSS_SCALE = "lossScale";
    private static final String MOST_TEXTS = "mostTexts";
    private static final String EMPTY = "\"self\" : \"\"";

    private TrainerFile() {}

    static ObjectNode json(Checkpoint.Trainer trainer) {
        ObjectNode json = Json.object();
        json.put("schema", 2);
        json.put("step", trainer.step());
        json.put("optimizerSteps", trainer.optimizerSteps());
        if (!trainer.missed().isEmpty()) {
            ObjectNode missed = json.putObject("optimizerMissed");
            trainer.missed().forEach(missed::put);
        }
        if (!trainer.lossScale().equals(LossScale.INITIAL)) {
            json.putObject(LOSS_SCALE)
                    .put("value", trainer.lossScale().value())
                    .put("goodSteps", trainer.lossScale().goodSteps());
        }
        if (trainer.mostTexts() != Integer.MAX_VALUE) {
            json.put(MOST_TEXTS, trainer.mostTexts());
        }
        json.put("seed", trainer.origin().seed());
        json.put("seconds", trainer.seconds());
        json.put("fingerprint", trainer.origin().fingerprint());
        json.put("settings", trainer.origin().settings());
        json.put("engine", trainer.origin().engine());
        json.put("device", trainer.origin().device());
        json.put("threads", trainer.origin().threads());
        ObjectNode files = json.putObject("files");
        trainer.files()
                .forEach((name, file) ->
                        files.putObject(name).put("bytes", file.bytes()).put("sha256", file.sha256()));
        return json;
    }

    static String signed(ObjectNode json) {
        json.put(SELF, "");
        String text = Json.pretty(json);
        return text.replace(EMPTY, "\"self\" : \"" + sha256(text) + "\"");
    }

    /// @throws BadInputException where it is damaged
    static Checkpoint.Trainer read(Path file) {
        String text = text(file);
        ObjectNode json = Json.readObject(text, file.toString());
        String self = json.path(SELF).asText();
        // Version 1 had no hash of its own.
        boolean signed = json.path("schema").asInt() != 1;
        if (signed && (self.isEmpty() || !sha256(text.replace(self, "")).equals(self))) {
            throw new BadInputException(file + " is not what was written: its SHA-256 differs.");
        }
        JsonNode step = json.path("step");
        JsonNode steps = json.path("optimizerSteps");
        if (!isCount(step) || !step.canConvertToInt() || !isCount(steps)) {
            throw new BadInputException(file + " lacks step or optimizerSteps, which must be whole numbers from 0.");
        }
        Map<String, Checkpoint.FileRecord> files = new LinkedHashMap<>();
        json.path("files")
                .properties()
                .forEach(entry -> files.put(
                        entry.getKey(),
                        new Checkpoint.FileRecord(
                                entry.getValue().path("bytes").asLong(-1),
                                entry.getValue().path("sha256").asText())));
        return new Checkpoint.Trainer(
                step.intValue(),
                steps.longValue(),
                missed(file, json, steps.longValue()),
                lossScale(file, json.path(LOSS_SCALE)),
                mostTexts(file, json.path(MOST_TEXTS)),
                json.path("seconds").asDouble(),
                new Checkpoint.Origin(
                        json.path("seed").asLong(),
                        json.path("fingerprint").asText(),
                        json.path("settings").asText(),
                        json.path("engine").asText(),
                        json.path("device").asText(),
                        json.path("threads").asInt()),
                files,
                signed ? self : sha256(text));
    }

    private static int mostTexts(Path file, JsonNode node) {
        if (node.isMissingNode()) {
            return Integer.MAX_VALUE;
        }
        if (!isCount(node) || !node.canConvertToInt() || node.intValue() < 1) {
            throw new BadInputException(
                    file + " says " + MOST_TEXTS + " " + node + ", but that must be a whole number from 1.");
        }
        return node.intValue();
    }

    private static Map<String, Long> missed(Path file, ObjectNode json, long steps) {
        Map<String, Long> missed = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : json.path("optimizerMissed").properties()) {
            JsonNode count = entry.getValue();
            if (!isCount(count) || count.longValue() > steps) {
                throw new BadInputException(file + " says that the tensor " + entry.getKey() + " missed " + count
                        + " updates, but that must be a whole number from 0 to " + steps + ".");
            }
            missed.put(entry.getKey(), count.longValue());
        }
        return missed;
    }

    private static LossScale lossScale(Path file, JsonNode json) {
        if (json.isMissingNode()) {
            return LossScale.INITIAL;
        }
        try {
            return new LossScale(
                    json.path("value").asDouble(), json.path("goodSteps").asInt(-1));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(
                    file + " says lossScale " + json + ", but that must be a value above 0 and goodSteps from 0.", e);
        }
    }

    private static boolean isCount(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0;
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(Disk.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException("There is no file " + file + ".");
        }
        try {
            // Strict, so that a byte that is no UTF-8 is an error, too.
            return Files.readString(file);
        } catch (IOException e) {
            throw Disk.cannotRead(file, e);
        }
    }
}
