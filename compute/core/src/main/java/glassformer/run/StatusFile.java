package glassformer.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import glassformer.exchange.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `run.json`, a [RunStatus] on disk.
final class StatusFile {
    static final String NAME = "run.json";

    private StatusFile() {}

    static RunStatus read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException("There is no run at " + Disk.parent(file) + ": it has no " + NAME + ".");
        }
        try {
            ObjectNode json = Json.readObject(Files.readString(file), file.toString());
            Map<String, String> versions = new TreeMap<>();
            json.path("versions")
                    .properties()
                    .forEach(v -> versions.put(v.getKey(), v.getValue().asText()));
            return new RunStatus(
                    RunStatus.State.valueOf(json.path("state").asText()),
                    json.path("message").isTextual() ? json.path("message").textValue() : null,
                    json.path("step").asInt(),
                    json.path("steps").asInt(),
                    json.path("device").asText(),
                    json.path("engine").asText(),
                    time(json, "started"),
                    time(json, "updated"),
                    json.path("seconds").asDouble(),
                    json.path("parameters").asLong(),
                    versions,
                    json.path("pid").asLong(),
                    json.path("result").isInt() ? json.path("result").intValue() : null,
                    memory(json.path("memory")),
                    resumptions(json));
        } catch (IOException e) {
            throw Disk.cannotRead(file, e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new BadInputException(file + " is not a run's status: " + e.getMessage() + ".", e);
        }
    }

    private static @Nullable MemoryUse memory(JsonNode json) {
        return json.isMissingNode()
                ? null
                : new MemoryUse(
                        json.path("predictedBytes").asLong(),
                        json.path("baselineBytes").asLong(),
                        json.path("peakBytes").asLong());
    }

    private static List<Resumption> resumptions(ObjectNode json) {
        List<Resumption> resumptions = new ArrayList<>();
        for (JsonNode one : json.path("resumptions")) {
            List<String> differences = new ArrayList<>();
            one.path("differences").forEach(difference -> differences.add(difference.asText()));
            resumptions.add(new Resumption(
                    one.path("step").asInt(),
                    one.path("checkpoint").asText(),
                    differences,
                    one.path("time").asText()));
        }
        return resumptions;
    }

    private static String time(ObjectNode json, String key) {
        return Instant.parse(json.path(key).asText()).toString();
    }

    static void write(Path file, RunStatus status) {
        ObjectNode json = Json.object();
        json.put("state", status.state().name());
        if (status.message() != null) {
            json.put("message", status.message());
        }
        json.put("step", status.step());
        json.put("steps", status.steps());
        json.put("device", status.device());
        json.put("engine", status.engine());
        json.put("started", status.started());
        json.put("updated", status.updated());
        json.put("seconds", status.seconds());
        json.put("parameters", status.parameters());
        ObjectNode versions = json.putObject("versions");
        new TreeMap<>(status.versions()).forEach(versions::put);
        json.put("pid", status.pid());
        if (status.result() != null) {
            json.put("result", status.result());
        }
        MemoryUse memory = status.memory();
        if (memory != null) {
            json.putObject("memory")
                    .put("predictedBytes", memory.predicted())
                    .put("baselineBytes", memory.baseline())
                    .put("peakBytes", memory.peak());
        }
        if (!status.resumptions().isEmpty()) {
            ArrayNode resumptions = json.putArray("resumptions");
            for (Resumption resumption : status.resumptions()) {
                ObjectNode one = resumptions.addObject();
                one.put("step", resumption.step());
                one.put("identical", resumption.identical());
                resumption.differences().forEach(one.putArray("differences")::add);
                one.put("checkpoint", resumption.checkpoint());
                one.put("time", resumption.time());
            }
        }
        try {
            Disk.replace(file, Json.pretty(json));
        } catch (IOException e) {
            throw Disk.cannotWrite(file, e);
        }
    }
}
