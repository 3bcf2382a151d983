package glassformer.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import glassformer.blueprint.Adapters;
import glassformer.blueprint.Family;
import glassformer.blueprint.HeadSpec;
import glassformer.blueprint.ModelConfig;
import glassformer.blueprint.ModelSpec;
import glassformer.blueprint.Named;
import glassformer.settings.Schema;
import glassformer.settings.Setting;
import glassformer.settings.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Our own keys, which hold everything that a model is made from: the `model.*` settings without their prefix,
/// `vocabSize`, and `outputs`, the heads.
final class OwnKeys {
    private static final String PREFIX = "model.";
    private static final String VOCABULARY = "vocabSize";
    private static final String HEADS = "outputs"; // `heads` counts the attention's
    private static final String ADAPTERS = "adapters";
    private static final String LABELS = "labels";
    private static final int MAX_VOCABULARY = 10_000_000;

    private OwnKeys() {}

    static ObjectNode write(ModelSpec spec) {
        ObjectNode own = Json.object();
        own.put(VOCABULARY, spec.config().vocabSize());
        spec.config().settings().forEach((key, value) -> own.putPOJO(key.substring(PREFIX.length()), value));
        ArrayNode heads = own.putArray(HEADS);
        spec.heads().forEach(head -> heads.add(write(head)));
        if (spec.adapters() != null) {
            own.putObject(ADAPTERS)
                    .put("rank", spec.adapters().rank())
                    .put("alpha", spec.adapters().alpha())
                    .put("target", spec.adapters().target().id());
        }
        return own;
    }

    private static ObjectNode write(HeadSpec head) {
        ObjectNode json = Json.object();
        return switch (head) {
            case HeadSpec.LanguageModel lm -> json.put("kind", "languageModel");
            case HeadSpec.MaskedTokens masked -> json.put("kind", "maskedTokens");
            case HeadSpec.SentencePair pair -> json.put("kind", "sentencePair");
            case HeadSpec.Classes(String name, List<String> labels) ->
                named(json.put("kind", "classes").put("name", name), labels);
            case HeadSpec.TokenClasses(String name, List<String> labels) ->
                named(json.put("kind", "tokenClasses").put("name", name), labels);
            case HeadSpec.Value(String name) -> json.put("kind", "value").put("name", name);
        };
    }

    private static ObjectNode named(ObjectNode json, List<String> labels) {
        labels.forEach(json.putArray(LABELS)::add);
        return json;
    }

    private static List<String> labels(ObjectNode head) {
        List<String> labels = new ArrayList<>();
        head.path(LABELS).forEach(label -> labels.add(label.asText()));
        return labels;
    }

    static ModelSpec parse(ObjectNode own) {
        int vocabSize = new Keys(own).whole(VOCABULARY, 2, MAX_VOCABULARY);
        Family family = family(new Keys(own));
        Schema schema = new Schema(family.settings());
        Values values = Values.initial(schema);
        for (Setting setting : schema.settings()) {
            String key = setting.key().substring(PREFIX.length());
            if (!own.has(key)) {
                throw new BadInputException("the object " + ModelType.OWN.id() + " lacks " + key + ", which must be "
                        + setting.allowed() + ".");
            }
        }
        for (Map.Entry<String, JsonNode> field : own.properties()) {
            if (!List.of(VOCABULARY, HEADS, ADAPTERS).contains(field.getKey())) {
                values = values.with(PREFIX + field.getKey(), Json.scalar(field.getValue()));
            }
        }
        ModelConfig config = family.config(values, vocabSize);
        return new ModelSpec(
                config, own.has(HEADS) ? heads(own.path(HEADS)) : config.pretrainingHeads(), adapters(own));
    }

    private static @Nullable Adapters adapters(ObjectNode own) {
        if (!(own.get(ADAPTERS) instanceof ObjectNode object)) {
            return null;
        }
        Keys keys = new Keys(object);
        String target = keys.text("target", "");
        if (!Named.ids(Adapters.Target.class).contains(target)) {
            throw Keys.wrong(
                    "target", keys.find("target"), "one of " + String.join(", ", Named.ids(Adapters.Target.class)));
        }
        return new Adapters(
                keys.whole("rank", 1, 65536), object.path("alpha").asDouble(), Named.of(Adapters.Target.class, target));
    }

    private static Family family(Keys keys) {
        String id = keys.text("family", "");
        List<String> allowed = Named.ids(Family.class);
        if (!allowed.contains(id)) {
            throw Keys.wrong("family", keys.find("family"), "one of " + String.join(", ", allowed));
        }
        return Named.of(Family.class, id);
    }

    private static List<HeadSpec> heads(JsonNode nodes) {
        List<HeadSpec> heads = new ArrayList<>();
        for (JsonNode node : nodes) {
            if (!(node instanceof ObjectNode object)) {
                throw Keys.wrong(HEADS, nodes, "a list of objects");
            }
            Keys keys = new Keys(object);
            String name = keys.text("name", "");
            heads.add(
                    switch (keys.text("kind", "")) {
                        case "languageModel" -> new HeadSpec.LanguageModel();
                        case "maskedTokens" -> new HeadSpec.MaskedTokens();
                        case "sentencePair" -> new HeadSpec.SentencePair();
                        case "classes" -> new HeadSpec.Classes(name, labels(object));
                        case "tokenClasses" -> new HeadSpec.TokenClasses(name, labels(object));
                        case "value" -> new HeadSpec.Value(name);
                        default ->
                            throw Keys.wrong(
                                    "kind",
                                    keys.find("kind"),
                                    "one of languageModel, maskedTokens, sentencePair, classes, tokenClasses, value");
                    });
        }
        return heads;
    }
}
