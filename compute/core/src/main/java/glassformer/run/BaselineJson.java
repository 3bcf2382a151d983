package glassformer.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import glassformer.baseline.BaselineKind;
import glassformer.baseline.BaselineResult;
import glassformer.blueprint.Named;
import glassformer.evaluate.ConfusionMatrix;
import glassformer.exchange.Json;
import java.util.ArrayList;
import java.util.List;

/// What classifiers that count words came to, in an evaluation's summary.
final class BaselineJson {
    private BaselineJson() {}

    static ArrayNode of(List<BaselineResult> results) {
        ArrayNode all = Json.object().putArray("baselines");
        for (BaselineResult result : results) {
            ObjectNode json = all.addObject();
            json.put("kind", result.kind().id());
            json.put("features", result.features());
            json.put("seconds", result.seconds());
            json.put("accuracy", result.confusion().accuracy());
            json.put("macroF1", result.confusion().macroF1());
            ArrayNode labels = json.putArray("labels");
            result.confusion().labels().forEach(labels::add);
            ArrayNode rows = json.putArray("counts");
            for (List<Integer> row : result.confusion().counts()) {
                ArrayNode cells = rows.addArray();
                row.forEach(cells::add);
            }
            ArrayNode top = json.putArray("topTerms");
            for (BaselineResult.TopTerms one : result.top()) {
                ObjectNode entry = top.addObject();
                entry.put("label", one.label());
                ArrayNode terms = entry.putArray("terms");
                one.terms().forEach(terms::add);
            }
        }
        return all;
    }

    static List<BaselineResult> parse(JsonNode all, String file) {
        List<BaselineResult> results = new ArrayList<>();
        for (JsonNode json : all) {
            String kind = json.path("kind").asText();
            if (!Named.ids(BaselineKind.class).contains(kind)) {
                throw new BadInputException(file + " has a baseline of the kind " + kind + ", but there are: "
                        + String.join(", ", Named.ids(BaselineKind.class)) + ".");
            }
            List<List<Integer>> counts = new ArrayList<>();
            for (JsonNode row : json.path("counts")) {
                List<Integer> cells = new ArrayList<>();
                row.forEach(cell -> cells.add(cell.asInt()));
                counts.add(cells);
            }
            List<BaselineResult.TopTerms> top = new ArrayList<>();
            for (JsonNode entry : json.path("topTerms")) {
                top.add(new BaselineResult.TopTerms(
                        entry.path("label").asText(), JudgementJson.texts(entry.path("terms"))));
            }
            results.add(new BaselineResult(
                    Named.of(BaselineKind.class, kind),
                    new ConfusionMatrix(JudgementJson.texts(json.path("labels")), counts),
                    json.path("features").asInt(),
                    top,
                    json.path("seconds").asDouble()));
        }
        return results;
    }
}
