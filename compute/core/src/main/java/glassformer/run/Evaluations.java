package glassformer.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import glassformer.evaluate.Judgement;
import glassformer.evaluate.Judgements;
import glassformer.exchange.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The evaluations of a run: a folder each in `evaluations/`, with `summary.json` for other programs and
/// `predictions.jsonl`, one answer a line.
///
/// @param run the run's folder
public record Evaluations(Path run) {
    private static final String FOLDER = "evaluations";
    private static final String SUMMARY = "summary.json";
    private static final String PREDICTIONS = "predictions.jsonl";

    public Path folder(String name) {
        return run.resolve(FOLDER).resolve(name);
    }

    /// Those that are there, by name.
    public List<String> names() {
        Path all = run.resolve(FOLDER);
        if (!Files.isDirectory(all)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(all)) {
            return entries.filter(entry -> Files.isRegularFile(entry.resolve(SUMMARY)))
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw Disk.cannotRead(all, e);
        }
    }

    /// Replaces one of the same name. The summary comes last, so that a folder with one is whole.
    ///
    /// @return the folder
    public Path write(StoredEvaluation evaluation) {
        Path folder = folder(evaluation.name());
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(folder.resolve(SUMMARY));
            Disk.replace(folder.resolve(PREDICTIONS), out -> {
                for (Judgements head : evaluation.heads()) {
                    for (Judgement judgement : head.all()) {
                        String line = Json.line(JudgementJson.line(head.head(), judgement)) + "\n";
                        out.write(line.getBytes(StandardCharsets.UTF_8));
                    }
                }
            });
            Disk.replace(folder.resolve(SUMMARY), Json.pretty(SummaryJson.of(evaluation)));
            return folder;
        } catch (IOException e) {
            throw Disk.cannotWrite(folder, e);
        }
    }

    /// Writes a comparison beside the evaluation of the one.
    ///
    /// @return the file
    public Path write(String name, EvaluationComparison comparison) {
        String against = comparison.against().replaceAll("[^\\p{L}\\p{N}._-]+", "-");
        Path file = folder(name).resolve("against-" + against + ".json");
        try {
            Disk.replace(file, Json.pretty(SummaryJson.comparison(comparison)));
            return file;
        } catch (IOException e) {
            throw Disk.cannotWrite(file, e);
        }
    }

    /// What its `summary.json` holds.
    ///
    /// @throws BadInputException where there is none of this name or it is damaged
    public ObjectNode summary(String name) {
        Path file = folder(name).resolve(SUMMARY);
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(run + " has no evaluation " + name + "; it has "
                    + (names().isEmpty() ? "none" : "these: " + String.join(", ", names())) + ".");
        }
        try {
            return Json.readObject(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw Disk.cannotRead(file, e);
        }
    }

    /// @throws BadInputException where there is none of this name or it is damaged
    public StoredEvaluation read(String name) {
        ObjectNode summary = summary(name);
        Path file = folder(name).resolve(SUMMARY);
        Map<String, Double> measures = new LinkedHashMap<>();
        summary.path("measures")
                .properties()
                .forEach(entry -> measures.put(entry.getKey(), entry.getValue().asDouble()));
        JsonNode loss = summary.path("loss");
        return new StoredEvaluation(
                name,
                summary.path("run").asText(),
                summary.path("step").asInt(),
                summary.path("data").asText(),
                summary.path("device").asText(),
                created(summary.path("created").asText(), file),
                loss.isNumber() ? loss.doubleValue() : null,
                summary.path("labels").asLong(),
                measures,
                heads(summary.path("heads"), folder(name).resolve(PREDICTIONS)),
                BaselineJson.parse(summary.path("baselines"), file.toString()));
    }

    private static List<Judgements> heads(JsonNode heads, Path file) {
        Map<String, List<ObjectNode>> lines = new LinkedHashMap<>();
        for (ObjectNode line : JsonLines.read(file)) {
            lines.computeIfAbsent(line.path("head").asText(), head -> new ArrayList<>())
                    .add(line);
        }
        List<Judgements> all = new ArrayList<>();
        for (JsonNode head : heads) {
            String name = head.path("head").asText();
            List<ObjectNode> own = lines.getOrDefault(name, List.of());
            if (own.size() != head.path("examples").asInt()) {
                throw new BadInputException(file + " has " + own.size() + " predictions of the head " + name + ", but "
                        + head.path("examples").asInt() + " were made; evaluate again.");
            }
            all.add(JudgementJson.parse(
                    name, head.path("kind").asText(), JudgementJson.texts(head.path("labels")), own));
        }
        return all;
    }

    private static Instant created(String text, Path file) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new BadInputException(file + " says it was made at \"" + text + "\", which is no time.", e);
        }
    }
}
