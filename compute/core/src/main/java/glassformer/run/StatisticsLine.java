package glassformer.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.engine.Histogram;
import glassformer.engine.TensorStatistics;
import glassformer.engine.TensorStatistics.Kind;
import glassformer.exchange.Json;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A line of `statistics.jsonl`: what a step found in one tensor or at one place inside the model.
public record StatisticsLine(int step, TensorStatistics statistics) {
    ObjectNode json() {
        ObjectNode line = Json.object();
        line.put("step", step);
        line.put("name", statistics.name());
        line.put("kind", statistics.kind().id());
        line.put("norm", statistics.norm());
        if (statistics.ratio() != null) {
            line.put("ratio", statistics.ratio());
        }
        if (statistics.dead() != null) {
            line.put("dead", statistics.dead());
        }
        line.put("min", statistics.histogram().min());
        line.put("max", statistics.histogram().max());
        ArrayNode counts = line.putArray("counts");
        for (long count : statistics.histogram().counts()) {
            counts.add(count);
        }
        return line;
    }

    /// None for a kind that a later version has added.
    static Optional<StatisticsLine> parse(ObjectNode line) {
        String kind = line.path("kind").asText();
        return Arrays.stream(Kind.values())
                .filter(known -> known.id().equals(kind))
                .findFirst()
                .map(known -> parse(line, known));
    }

    private static StatisticsLine parse(ObjectNode line, Kind kind) {
        JsonNode counts = line.path("counts");
        long[] all = new long[counts.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = counts.get(i).asLong();
        }
        return new StatisticsLine(
                line.path("step").asInt(),
                new TensorStatistics(
                        line.path("name").asText(),
                        kind,
                        line.path("norm").asDouble(),
                        number(line.path("ratio")),
                        new Histogram(
                                line.path("min").asDouble(), line.path("max").asDouble(), all),
                        number(line.path("dead"))));
    }

    private static @Nullable Double number(JsonNode node) {
        return node.isNumber() ? node.doubleValue() : null;
    }
}
