package glassformer.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.blueprint.Named;
import glassformer.exchange.Json;
import glassformer.train.HeadReading;
import glassformer.train.HeadReading.Likelihood;
import glassformer.train.HeadReading.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line of `probes.jsonl`: what the heads say of the probe sentence at a step.
///
/// ```
/// {"step": 50, "heads": [{"head": "lm", "kind": "next-token", "places": [
///     {"token": "k", "target": "q", "probability": 0.31, "names": ["q", "z"], "probabilities": [0.31, 0.2]}]}]}
/// ```
///
/// `target` is what should be said at the place and `probability` that of it; both are left out where nothing is known.
/// `names` and `probabilities` are what is said, likeliest first. A number has a `value` and no places.
public record ProbeLine(int step, List<HeadReading> readings) {
    public ProbeLine {
        readings = List.copyOf(readings);
    }

    static ObjectNode json(int step, List<HeadReading> readings) {
        ObjectNode line = Json.object();
        line.put("step", step);
        ArrayNode heads = line.putArray("heads");
        readings.forEach(reading -> put(reading, heads.addObject()));
        return line;
    }

    private static void put(HeadReading reading, ObjectNode head) {
        head.put("head", reading.head()).put("kind", reading.kind().id());
        if (reading.value() != null) {
            head.put("value", reading.value());
        }
        ArrayNode places = head.putArray("places");
        for (Place place : reading.places()) {
            ObjectNode one = places.addObject().put("token", place.token());
            Likelihood target = place.target();
            if (target != null) {
                one.put("target", target.name()).put("probability", target.probability());
            }
            ArrayNode names = one.putArray("names");
            ArrayNode probabilities = one.putArray("probabilities");
            for (Likelihood likely : place.likeliest()) {
                names.add(likely.name());
                probabilities.add(likely.probability());
            }
        }
    }

    /// Passes over the kinds that a later version has added.
    ///
    /// @param where to name in an error
    public static ProbeLine parse(String text, String where) {
        ObjectNode line = Json.readObject(text, where);
        List<HeadReading> readings = new ArrayList<>();
        for (JsonNode head : line.path("heads")) {
            String kind = head.path("kind").asText();
            if (Named.ids(HeadReading.Kind.class).contains(kind)) {
                readings.add(new HeadReading(
                        head.path("head").asText(),
                        Named.of(HeadReading.Kind.class, kind),
                        places(head.path("places")),
                        head.path("value").isNumber() ? head.path("value").doubleValue() : null));
            }
        }
        return new ProbeLine(line.path("step").asInt(), readings);
    }

    private static List<Place> places(JsonNode array) {
        List<Place> places = new ArrayList<>();
        for (JsonNode place : array) {
            List<Likelihood> likeliest = new ArrayList<>();
            JsonNode names = place.path("names");
            JsonNode probabilities = place.path("probabilities");
            for (int i = 0; i < Math.min(names.size(), probabilities.size()); i++) {
                likeliest.add(new Likelihood(
                        names.get(i).asText(), probabilities.get(i).floatValue()));
            }
            places.add(new Place(place.path("token").asText(), target(place), likeliest));
        }
        return places;
    }

    private static @Nullable Likelihood target(JsonNode place) {
        return place.has("target")
                ? new Likelihood(
                        place.path("target").asText(), place.path("probability").floatValue())
                : null;
    }
}
