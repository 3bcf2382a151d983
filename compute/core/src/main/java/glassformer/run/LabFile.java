package glassformer.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import glassformer.blueprint.Family;
import glassformer.blueprint.Named;
import glassformer.exchange.Json;
import glassformer.settings.Schema;
import glassformer.settings.Setting;
import glassformer.settings.Values;
import glassformer.task.TaskKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// `lab.json`, read with every key and value checked.
public final class LabFile {
    public static final String NAME = "lab.json";

    private static final int VERSION = 1;
    private static final long MAX_BYTES = 10_000_000;
    private static final List<String> GROUPS = List.of("model", "tokenizer", "data", "training");
    private static final List<String> TOP =
            List.of("schema", "name", "description", "task", "model", "tokenizer", "data", "training", "probes");

    private LabFile() {}

    /// @param path a lab.json or a folder that holds one
    /// @throws BadInputException in one sentence, for whatever is wrong with it
    public static Lab read(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve(NAME) : path;
        if (!Files.isRegularFile(file)) {
            throw new BadInputException("There is no lab at " + file + ": a lab.json or a folder with one is needed.");
        }
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new BadInputException(
                        file + " has " + Files.size(file) + " bytes, but a lab has at most " + MAX_BYTES + ".");
            }
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw Disk.cannotRead(file, e);
        }
    }

    /// @param where names the source in errors
    public static Lab parse(String json, String where) {
        ObjectNode root = Json.readObject(json, where);
        try {
            return parse(root);
        } catch (BadInputException e) {
            throw new BadInputException(where + ": " + e.getMessage(), e);
        }
    }

    private static Lab parse(ObjectNode root) {
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            if (!TOP.contains(field.getKey())) {
                throw new BadInputException(
                        "Unknown key " + cut(field.getKey()) + ": a lab has " + String.join(", ", TOP) + ".");
            }
        }
        if (root.has("schema") && !root.path("schema").toString().equals("" + VERSION)) {
            throw wrong("schema", root.path("schema"), VERSION + "; a newer Glassformer may read it");
        }
        String id = text(root, TaskKind.KEY, TaskKind.KEY, TaskKind.LANGUAGE_MODEL.id());
        if (!Named.ids(TaskKind.class).contains(id)) {
            throw wrong(
                    TaskKind.KEY, root.path(TaskKind.KEY), "one of " + String.join(", ", Named.ids(TaskKind.class)));
        }
        TaskKind task = Named.of(TaskKind.class, id);
        Values values = Values.initial(LabSchema.of(family(root.path("model").path("family"), task), task))
                .with(TaskKind.KEY, id);
        for (String group : GROUPS) {
            if (root.has(group)) {
                values = flatten(values, group, root.path(group));
            }
        }
        return new Lab(
                text(root, "name", "name", "Untitled"),
                text(root, "description", "description", ""),
                values,
                probes(root.path("probes")));
    }

    /// The family comes first, since the other keys depend on it.
    private static Family family(JsonNode node, TaskKind task) {
        if (node.isMissingNode()) {
            return task.families().getFirst();
        }
        Values values = Values.initial(LabSchema.of(Family.GPT, TaskKind.LANGUAGE_MODEL))
                .with(Family.KEY, Json.scalar(node));
        return Named.of(Family.class, values.text(Family.KEY));
    }

    private static Values flatten(Values values, String path, JsonNode node) {
        Schema schema = values.schema();
        if (schema.knows(path)) {
            return values.with(path, Json.scalar(node));
        }
        boolean group = schema.settings().stream().anyMatch(s -> s.key().startsWith(path + "."));
        if (!group) {
            schema.setting(path); // fails, with the nearest key
        }
        if (!(node instanceof ObjectNode object)) {
            throw wrong(path, node, "an object, { ... }");
        }
        Values changed = values;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            changed = flatten(changed, path + "." + cut(field.getKey()), field.getValue());
        }
        return changed;
    }

    private static Probes probes(JsonNode node) {
        if (node.isMissingNode()) {
            return Probes.NONE;
        }
        if (!(node instanceof ObjectNode object)) {
            throw wrong("probes", node, "an object, { ... }");
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!List.of("attention", "prompt", "tokens").contains(field.getKey())) {
                throw new BadInputException(
                        "Unknown key probes." + cut(field.getKey()) + ": probes has attention, prompt, tokens.");
            }
        }
        JsonNode tokens = object.path("tokens");
        if (!tokens.isMissingNode() && !(tokens.isIntegralNumber() && tokens.canConvertToInt())) {
            throw wrong("probes.tokens", tokens, "a whole number from 0 to 10000");
        }
        return new Probes(
                text(object, "attention", "probes.attention", ""),
                text(object, "prompt", "probes.prompt", ""),
                tokens.asInt(0));
    }

    private static String text(ObjectNode node, String key, String path, String otherwise) {
        JsonNode value = node.path(key);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isTextual()) {
            throw wrong(path, value, "text in quotes");
        }
        return value.textValue();
    }

    private static BadInputException wrong(String key, JsonNode value, String allowed) {
        return new BadInputException(key + " is " + cut(value.toString()) + ", but must be " + allowed + ".");
    }

    private static String cut(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }

    public static String json(Lab lab) {
        ObjectNode root = Json.object();
        root.put("schema", VERSION);
        root.put("name", lab.name());
        root.put("description", lab.description());
        for (Setting setting : lab.schema().settings()) {
            put(root, setting.key(), lab.values().get(setting.key()));
        }
        root.putObject("probes")
                .put("attention", lab.probes().attention())
                .put("prompt", lab.probes().prompt())
                .put("tokens", lab.probes().tokens());
        return Json.pretty(root);
    }

    private static void put(ObjectNode root, String key, Object value) {
        String[] parts = key.split("\\.", -1);
        ObjectNode at = root;
        for (int i = 0; i + 1 < parts.length; i++) {
            at = at.get(parts[i]) instanceof ObjectNode known ? known : at.putObject(parts[i]);
        }
        at.putPOJO(parts[parts.length - 1], value);
    }

    /// Replaces the file atomically.
    public static void write(Path file, Lab lab) {
        try {
            Disk.replace(file, json(lab));
        } catch (IOException e) {
            throw Disk.cannotWrite(file, e);
        }
    }
}
