package glassformer.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.exchange.Json;
import glassformer.numerics.Matrix;
import glassformer.represent.Representation;
import glassformer.represent.RepresentationFiles;
import glassformer.represent.Similarity;
import glassformer.represent.Space;
import glassformer.represent.WordPath;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What was found of vectors, for people line by line or for programs as one object.
final class RepresentPrinter {
    private final PrintStream out;
    private final boolean json;
    private final ObjectNode line = Json.object();

    RepresentPrinter(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void model(Path folder, int step) {
        line.put("run", folder.toString());
        line.put("step", step);
    }

    void map(Representation map, Path folder) {
        line.setAll(RepresentationFiles.fields(map));
        line.put("folder", folder.toString());
        say(
                "%d %s in layer %d, %d on the map",
                map.space().size(),
                map.kind().id(),
                map.layer(),
                map.layout().places().rows());
        double[] explained = map.layout().explained();
        for (int axis = 0; axis < explained.length; axis++) {
            say("Axis %d holds %.1f %% of the variance", axis + 1, 100 * explained[axis]);
        }
        say("Map %s", folder);
    }

    void nearest(String name, int layer, List<Space.Neighbour> found) {
        ObjectNode fields = line.putObject("nearest");
        fields.put("of", name);
        fields.put("layer", layer);
        fields.set("neighbours", fields(found));
        say("Nearest to %s in layer %d", name, layer);
        list(found);
    }

    void arithmetic(String sum, int layer, List<Space.Neighbour> found) {
        ObjectNode fields = line.putObject("arithmetic");
        fields.put("sum", sum);
        fields.put("layer", layer);
        fields.set("neighbours", fields(found));
        say("%s in layer %d", sum, layer);
        list(found);
    }

    void path(WordPath path) {
        ObjectNode fields = line.putObject("path");
        fields.put("of", path.name());
        ArrayNode steps = fields.putArray("layers");
        say("%s from layer to layer", path.name());
        for (WordPath.Step step : path.steps()) {
            ObjectNode one = steps.addObject();
            one.put("layer", step.layer());
            one.put("x", step.x());
            one.put("y", step.y());
            one.put("length", step.length());
            one.put("cosineToLayerBefore", step.cosine());
            one.set("neighbours", fields(step.neighbours()));
            say(
                    "  %2d  length %8.3f  turned to %6.3f  near %s",
                    step.layer(),
                    step.length(),
                    step.cosine(),
                    step.neighbours().stream()
                            .limit(5)
                            .map(Space.Neighbour::name)
                            .collect(Collectors.joining(", ")));
        }
    }

    void similarity(Path other, int otherStep, Similarity similarity, Path folder) {
        ObjectNode fields = RepresentationFiles.fields(similarity);
        fields.put("run", other.toString());
        fields.put("step", otherStep);
        fields.put("folder", folder.toString());
        line.set("against", fields);
        say("Linear CKA of %d texts, a row for each layer, a column for each of %s", similarity.texts(), other);
        Matrix cka = similarity.cka();
        for (int row = 0; row < cka.rows(); row++) {
            StringBuilder cells = new StringBuilder(String.format(Locale.ROOT, "  %2d ", row));
            for (int column = 0; column < cka.columns(); column++) {
                cells.append(String.format(Locale.ROOT, " %.3f", cka.at(row, column)));
            }
            say("%s", cells);
        }
        say("Files %s", folder);
    }

    void end() {
        if (json) {
            out.println(Json.line(line));
        }
    }

    private void list(List<Space.Neighbour> found) {
        found.forEach(one -> say("  %6.3f  %s", one.cosine(), one.name()));
    }

    private void say(String format, Object... values) {
        if (!json) {
            out.printf(Locale.ROOT, format + "%n", values);
        }
    }

    private static ArrayNode fields(List<Space.Neighbour> found) {
        ArrayNode all = Json.object().putArray("neighbours");
        for (Space.Neighbour one : found) {
            ObjectNode neighbour = all.addObject();
            neighbour.put("name", one.name());
            neighbour.put("cosine", one.cosine());
        }
        return all;
    }
}
