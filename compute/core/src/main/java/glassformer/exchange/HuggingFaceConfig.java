package glassformer.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import glassformer.blueprint.Activation;
import glassformer.blueprint.GptConfig;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.PositionKind;
import glassformer.blueprint.ScoreScale;
import glassformer.settings.Schema;
import glassformer.settings.Setting;
import glassformer.settings.Values;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalInt;

/// A model's `config.json` as Hugging Face's libraries read it: `gpt2` or `llama` where the architecture is
/// exactly that, else `glassformer`, which they do not know. The object `glassformer` holds our own keys, so
/// that what is written comes back equal.
public final class HuggingFaceConfig {
    private static final String OWN = "glassformer";
    private static final Schema SCHEMA = new Schema(GptConfig.SETTINGS);
    private static final String PREFIX = "model.";
    private static final int MAX_VOCABULARY = 10_000_000;

    private HuggingFaceConfig() {}

    /// @param endOfText the id of `<|endoftext|>`, if the tokenizer has it
    public static String json(GptConfig config, OptionalInt endOfText) {
        ObjectNode json = Json.object();
        switch (type(config)) {
            case "gpt2" -> Gpt2Keys.put(config, json);
            case "llama" -> LlamaKeys.put(config, json);
            default -> json.put("model_type", OWN);
        }
        json.put("vocab_size", config.vocabSize());
        json.put("tie_word_embeddings", config.tiedHead());
        json.put("torch_dtype", "float32");
        if (endOfText.isPresent()) {
            json.put("bos_token_id", endOfText.getAsInt()).put("eos_token_id", endOfText.getAsInt());
        } else {
            json.putNull("bos_token_id").putNull("eos_token_id");
        }
        json.set(OWN, own(config));
        return Json.pretty(json);
    }

    /// @param where names the source in errors
    /// @throws BadInputException for an architecture that cannot be built, naming the key
    public static GptConfig parse(String text, String where) {
        ObjectNode json = Json.readObject(text, where);
        try {
            if (json.get(OWN) instanceof ObjectNode own) {
                return parseOwn(own);
            }
            Keys keys = new Keys(json);
            return switch (keys.text("model_type", "")) {
                case "gpt2" -> Gpt2Keys.parse(keys);
                case "llama" -> LlamaKeys.parse(keys);
                case String other ->
                    throw new BadInputException("model_type is " + Keys.cut(other) + ", but must be gpt2 or llama.");
            };
        } catch (BadInputException e) {
            throw new BadInputException(where + ": " + e.getMessage(), e);
        }
    }

    static String type(GptConfig config) {
        boolean shared = config.normPlacement() == NormPlacement.PRE
                && config.scores() == ScoreScale.SCALED
                && config.window() == 0;
        boolean gpt2 = config.position() == PositionKind.LEARNED
                && config.norm() == NormKind.LAYER_NORM
                && config.activation() != Activation.SWIGLU
                && config.bias()
                && config.kvHeads() == config.heads();
        boolean llama = config.position() == PositionKind.ROTARY
                && config.norm() == NormKind.RMS_NORM
                && config.activation() == Activation.SWIGLU
                && !config.bias();
        return shared && gpt2 ? "gpt2" : shared && llama ? "llama" : OWN;
    }

    private static ObjectNode own(GptConfig config) {
        return Json.object()
                .put("family", "gpt")
                .put("vocabSize", config.vocabSize())
                .put("contextLength", config.contextLength())
                .put("layers", config.layers())
                .put("heads", config.heads())
                .put("kvHeads", config.kvHeads())
                .put("dim", config.dim())
                .put("ffnDim", config.ffnDim())
                .put("dropout", config.dropout())
                .put("position", config.position().id())
                .put("norm", config.norm().id())
                .put("normPlacement", config.normPlacement().id())
                .put("activation", config.activation().id())
                .put("scores", config.scores().id())
                .put("window", config.window())
                .put("bias", config.bias())
                .put("tiedHead", config.tiedHead());
    }

    private static GptConfig parseOwn(ObjectNode own) {
        Values values = Values.initial(SCHEMA);
        int vocabSize = new Keys(own).whole("vocabSize", 2, MAX_VOCABULARY);
        for (Setting setting : SCHEMA.settings()) {
            if (!own.has(setting.key().substring(PREFIX.length()))) {
                throw new BadInputException("the object " + OWN + " lacks "
                        + setting.key().substring(PREFIX.length()) + ", which must be " + setting.allowed() + ".");
            }
        }
        for (Iterator<Map.Entry<String, JsonNode>> fields = own.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (!field.getKey().equals("vocabSize")) {
                values = values.with(PREFIX + field.getKey(), Json.scalar(field.getValue()));
            }
        }
        return GptConfig.of(values, vocabSize);
    }
}
