package glassformer.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.blueprint.Named;
import glassformer.engine.Histogram;
import glassformer.engine.TensorStatistics;
import glassformer.exchange.Json;

/// A line of `statistics.jsonl`: what a step found in one tensor.
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
        line.put("min", statistics.histogram().min());
        line.put("max", statistics.histogram().max());
        ArrayNode counts = line.putArray("counts");
        for (long count : statistics.histogram().counts()) {
            counts.add(count);
        }
        return line;
    }

    static StatisticsLine parse(ObjectNode line) {
        JsonNode counts = line.path("counts");
        long[] all = new long[counts.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = counts.get(i).asLong();
        }
        JsonNode ratio = line.path("ratio");
        return new StatisticsLine(
                line.path("step").asInt(),
                new TensorStatistics(
                        line.path("name").asText(),
                        Named.of(TensorStatistics.Kind.class, line.path("kind").asText()),
                        line.path("norm").asDouble(),
                        ratio.isNumber() ? ratio.doubleValue() : null,
                        new Histogram(
                                line.path("min").asDouble(), line.path("max").asDouble(), all)));
    }
}
