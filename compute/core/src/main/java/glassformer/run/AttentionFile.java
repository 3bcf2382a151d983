package glassformer.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import glassformer.blueprint.Named;
import glassformer.engine.AttentionGroup;
import glassformer.engine.Tensor;
import glassformer.exchange.Json;
import glassformer.exchange.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `attention/step-N.safetensors`: tensors `KIND.layer.0` and so on of shape `(H, T, S)`, where KIND is `encoder`,
/// `decoder` or `cross`; the tokens stand in the metadata, under `tokens`, as a JSON object
/// `{"KIND": {"rows": [...], "columns": [...]}}`.
final class AttentionFile {
    private static final String TOKENS = "tokens";
    private static final String ROWS = "rows";
    private static final String COLUMNS = "columns";

    private AttentionFile() {}

    static void write(Path file, List<AttentionGroup> groups, WriteGate gate) {
        Safetensors content = content(groups);
        try {
            gate.pass(file);
            Disk.replace(file, content::write);
        } catch (IOException e) {
            throw Disk.cannotWrite(file, e);
        }
    }

    static Safetensors content(List<AttentionGroup> groups) {
        Map<String, Tensor> layers = new LinkedHashMap<>();
        ObjectNode json = Json.object();
        for (AttentionGroup group : groups) {
            for (int layer = 0; layer < group.patterns().size(); layer++) {
                layers.put(name(group.kind(), layer), group.patterns().get(layer));
            }
            ObjectNode tokens = json.putObject(group.kind().id());
            group.rows().forEach(tokens.putArray(ROWS)::add);
            group.columns().forEach(tokens.putArray(COLUMNS)::add);
        }
        return new Safetensors(layers, Map.of("format", "pt", TOKENS, Json.line(json)));
    }

    /// Those that look and those that are looked at.
    record Tokens(List<String> rows, List<String> columns) {}

    static AttentionProbe read(Path file, int step) {
        Safetensors content = Safetensors.read(file);
        return new AttentionProbe(
                step,
                tokens(content.metadata(), file).entrySet().stream()
                        .map(of -> group(file, content, of.getKey(), of.getValue()))
                        .toList());
    }

    /// @throws BadInputException where there are none
    static Map<AttentionGroup.Kind, Tokens> tokens(Map<String, String> metadata, Path file) {
        ObjectNode json = Json.readObject(metadata.getOrDefault(TOKENS, ""), "The metadata tokens of " + file);
        Map<AttentionGroup.Kind, Tokens> groups = new LinkedHashMap<>();
        for (AttentionGroup.Kind kind : AttentionGroup.Kind.values()) {
            if (json.has(kind.id())) {
                JsonNode tokens = json.path(kind.id());
                groups.put(kind, new Tokens(texts(tokens.path(ROWS)), texts(tokens.path(COLUMNS))));
            }
        }
        if (groups.isEmpty()) {
            throw new BadInputException("The metadata tokens of " + file + " name no kind of attention, but must name"
                    + " one of " + String.join(", ", Named.ids(AttentionGroup.Kind.class)) + ".");
        }
        return groups;
    }

    private static AttentionGroup group(Path file, Safetensors content, AttentionGroup.Kind kind, Tokens tokens) {
        List<Tensor> patterns = new ArrayList<>();
        for (int layer = 0; layer == 0 || content.tensors().containsKey(name(kind, layer)); layer++) {
            Tensor pattern = content.tensors().get(name(kind, layer));
            if (pattern == null || !fits(pattern.shape(), tokens)) {
                throw misses(file, name(kind, layer), tokens);
            }
            patterns.add(pattern);
        }
        return new AttentionGroup(kind, tokens.rows(), tokens.columns(), patterns);
    }

    static BadInputException misses(Path file, String name, Tokens tokens) {
        return new BadInputException(file + " has no tensor " + name + " of shape (heads, "
                + tokens.rows().size() + ", " + tokens.columns().size() + ").");
    }

    static boolean fits(List<Integer> shape, Tokens tokens) {
        return shape.size() == 3
                && shape.get(1) == tokens.rows().size()
                && shape.get(2) == tokens.columns().size();
    }

    static String name(AttentionGroup.Kind kind, int layer) {
        return kind.id() + ".layer." + layer;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
