package glassformer.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import glassformer.exchange.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A [Metric] as a line of JSON and back.
final class MetricLine {
    private MetricLine() {}

    static ObjectNode json(Metric metric) {
        ObjectNode line = Json.object();
        line.put("step", metric.step());
        line.put("split", metric.split());
        line.put("loss", metric.loss());
        putIfPresent(line, "lr", metric.lr());
        putIfPresent(line, "gradNorm", metric.gradNorm());
        putIfPresent(line, "tokensPerSecond", metric.tokensPerSecond());
        line.put("seconds", metric.seconds());
        if (!metric.measures().isEmpty()) {
            ObjectNode measures = line.putObject("measures");
            metric.measures().forEach(measures::put);
        }
        return line;
    }

    static Metric parse(String line, String where) {
        ObjectNode json = Json.readObject(line, where);
        JsonNode step = json.path("step");
        if (!step.isIntegralNumber()
                || !step.canConvertToInt()
                || !json.path("loss").isNumber()) {
            throw new BadInputException(where + " holds no step and loss: " + line + ".");
        }
        return new Metric(
                step.intValue(),
                json.path("split").asText(Metric.TRAIN),
                json.path("loss").doubleValue(),
                number(json, "lr"),
                number(json, "gradNorm"),
                number(json, "tokensPerSecond"),
                json.path("seconds").doubleValue(),
                measures(json.path("measures")));
    }

    private static Map<String, Double> measures(JsonNode json) {
        Map<String, Double> measures = new LinkedHashMap<>();
        json.properties().forEach(field -> {
            if (field.getValue().isNumber()) {
                measures.put(field.getKey(), field.getValue().doubleValue());
            }
        });
        return measures;
    }

    private static void putIfPresent(ObjectNode line, String key, @Nullable Double value) {
        if (value != null) {
            line.put(key, value);
        }
    }

    private static @Nullable Double number(ObjectNode json, String key) {
        return json.path(key).isNumber() ? json.path(key).doubleValue() : null;
    }
}
