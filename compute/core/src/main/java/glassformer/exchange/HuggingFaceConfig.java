package glassformer.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import glassformer.blueprint.BertConfig;
import glassformer.blueprint.Family;
import glassformer.blueprint.GptConfig;
import glassformer.blueprint.ModelConfig;
import glassformer.blueprint.ModelSpec;
import glassformer.blueprint.Seq2SeqConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A model's `config.json` as Hugging Face's libraries read it: `gpt2`, `llama`, `bert`, `roberta`, `distilbert`,
/// `marian` or `bart` where the architecture is exactly that, else `glassformer`, which they do not know. The
/// object `glassformer` holds our own keys, so that what is written comes back equal.
public final class HuggingFaceConfig {
    private HuggingFaceConfig() {}

    /// @param ids of the tokenizer's special tokens, by their keys: `bos_token_id, eos_token_id, pad_token_id,
    ///            decoder_start_token_id` and the like; the first two are written as null where they are missing
    public static String json(ModelSpec spec, Map<String, Integer> ids) {
        ModelConfig config = spec.config();
        ModelType type = ModelType.of(config);
        ObjectNode json = Json.object();
        json.put("model_type", type.id());
        if (type != ModelType.OWN) {
            switch (config) {
                case GptConfig gpt when type == ModelType.LLAMA -> LlamaKeys.put(gpt, json);
                case GptConfig gpt -> Gpt2Keys.put(gpt, json);
                case BertConfig bert when type == ModelType.DISTILBERT -> DistilBertKeys.put(bert, json);
                case BertConfig bert -> BertKeys.put(bert, json);
                case Seq2SeqConfig both -> Seq2SeqKeys.put(both, json);
            }
        }
        Architectures.put(type, spec.heads(), json);
        json.put("vocab_size", config.vocabSize());
        json.put("tie_word_embeddings", tied(config));
        json.put("torch_dtype", "float32");
        json.putNull("bos_token_id").putNull("eos_token_id");
        ids.forEach(json::put);
        json.set(ModelType.OWN.id(), OwnKeys.write(spec));
        return Json.pretty(json);
    }

    private static boolean tied(ModelConfig config) {
        return switch (config) {
            case GptConfig gpt -> gpt.tiedHead();
            case BertConfig bert -> bert.tiedHead();
            case Seq2SeqConfig both -> both.tiedHead();
        };
    }

    /// The `model_type` that a configuration is written with.
    public static String type(ModelConfig config) {
        return ModelType.of(config).id();
    }

    /// The class of transformers that has a model's trunk and heads, `GPT2LMHeadModel`; empty where there is none.
    public static Optional<String> architecture(ModelSpec spec) {
        return Architectures.name(ModelType.of(spec.config()), spec.heads());
    }

    /// The settings for which no known `model_type` fits: `model.position alibi`; none where one does.
    public static List<String> foreign(ModelConfig config) {
        return ModelType.foreign(config);
    }

    /// A `config.json` without our own keys, where its other keys and class tell everything; else as it is.
    public static String withoutOurs(String text) {
        ObjectNode json = Json.readObject(text, "config.json");
        if (!json.path("model_type").asText().equals(ModelType.OWN.id()) && json.has("architectures")) {
            json.remove(ModelType.OWN.id());
        }
        return Json.pretty(json);
    }

    /// Whether a `config.json` has our own keys.
    ///
    /// @param where names the source in errors
    public static boolean hasOurs(String text, String where) {
        return Json.readObject(text, where).get(ModelType.OWN.id()) instanceof ObjectNode;
    }

    /// @param where names the source in errors
    /// @throws BadInputException for an architecture that cannot be built, naming the key
    public static ModelSpec parse(String text, String where) {
        ObjectNode json = Json.readObject(text, where);
        try {
            return json.get(ModelType.OWN.id()) instanceof ObjectNode own
                    ? OwnKeys.parse(own)
                    : foreign(new Keys(json));
        } catch (BadInputException e) {
            throw new BadInputException(where + ": " + e.getMessage(), e);
        }
    }

    private static ModelSpec foreign(Keys keys) {
        String id = keys.text("model_type", "");
        ModelType type = Arrays.stream(ModelType.values())
                .filter(known -> known != ModelType.OWN && known.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new BadInputException("model_type is " + Keys.cut(id) + ", but must be one of "
                        + Arrays.stream(ModelType.values())
                                .filter(known -> known != ModelType.OWN)
                                .map(ModelType::id)
                                .collect(Collectors.joining(", "))
                        + "."));
        ModelConfig config =
                switch (type) {
                    case GPT2 -> Gpt2Keys.parse(keys);
                    case LLAMA -> LlamaKeys.parse(keys);
                    case BERT -> BertKeys.parse(Family.BERT, keys);
                    case ROBERTA -> BertKeys.parse(Family.ROBERTA, keys);
                    case DISTILBERT -> DistilBertKeys.parse(keys);
                    case MARIAN -> Seq2SeqKeys.parse(true, keys);
                    case BART -> Seq2SeqKeys.parse(false, keys);
                    case OWN -> throw new IllegalStateException("our own type is no foreign one");
                };
        return new ModelSpec(config, Architectures.heads(type, config, keys));
    }
}
