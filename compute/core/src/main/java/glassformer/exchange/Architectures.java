package glassformer.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.blueprint.HeadSpec;
import glassformer.blueprint.ModelConfig;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// `architectures`: the class of Hugging Face's that has a model's heads, and how many labels a classifier has.
final class Architectures {
    private static final String KEY = "architectures";
    private static final String TEXT_CLASSES = "ForSequenceClassification";
    private static final String TOKEN_CLASSES = "ForTokenClassification";

    private Architectures() {}

    /// Writes nothing where no class has these heads.
    static void put(ModelType type, List<HeadSpec> heads, ObjectNode json) {
        name(type, heads).ifPresent(name -> json.putArray(KEY).add(name));
        for (HeadSpec head : heads) {
            switch (head) {
                case HeadSpec.Classes classes -> putLabels(classes.labels(), json);
                case HeadSpec.TokenClasses classes -> putLabels(classes.labels(), json);
                case HeadSpec.Value value -> {
                    putLabels(List.of("LABEL_0"), json);
                    json.put("problem_type", "regression");
                }
                case HeadSpec.LanguageModel none -> {}
                case HeadSpec.MaskedTokens none -> {}
                case HeadSpec.SentencePair none -> {}
            }
        }
    }

    static Optional<String> name(ModelType type, List<HeadSpec> heads) {
        if (type == ModelType.OWN) {
            return Optional.empty();
        }
        if (heads.isEmpty()) {
            return Optional.of(type.prefix() + "Model");
        }
        if (heads.equals(List.of(new HeadSpec.MaskedTokens(), new HeadSpec.SentencePair()))) {
            return type == ModelType.BERT ? Optional.of("BertForPreTraining") : Optional.empty();
        }
        if (heads.size() > 1) {
            return Optional.empty();
        }
        boolean classifies = heads.getFirst().name().equals(HeadSpec.CLASSIFIER) && type != ModelType.MARIAN;
        return switch (heads.getFirst()) {
            case HeadSpec.LanguageModel lm -> Optional.of(languageModel(type));
            case HeadSpec.MaskedTokens masked -> Optional.of(type.prefix() + "ForMaskedLM");
            case HeadSpec.SentencePair pair ->
                type == ModelType.BERT ? Optional.of("BertForNextSentencePrediction") : Optional.empty();
            case HeadSpec.Classes c -> classifies ? Optional.of(type.prefix() + TEXT_CLASSES) : Optional.empty();
            case HeadSpec.Value v -> classifies ? Optional.of(type.prefix() + TEXT_CLASSES) : Optional.empty();
            case HeadSpec.TokenClasses t ->
                classifies && type != ModelType.BART && type != ModelType.MARIAN
                        ? Optional.of(type.prefix() + TOKEN_CLASSES)
                        : Optional.empty();
        };
    }

    private static String languageModel(ModelType type) {
        return switch (type) {
            case GPT2 -> "GPT2LMHeadModel";
            case MARIAN -> "MarianMTModel";
            case BART -> "BartForConditionalGeneration";
            case LLAMA, BERT, ROBERTA, DISTILBERT, OWN -> type.prefix() + "ForCausalLM";
        };
    }

    private static void putLabels(List<String> labels, ObjectNode json) {
        ObjectNode names = json.putObject("id2label");
        ObjectNode ids = json.putObject("label2id");
        for (int label = 0; label < labels.size(); label++) {
            names.put("" + label, labels.get(label));
            ids.put(labels.get(label), label);
        }
    }

    /// The heads of the class that a foreign configuration names; those of pre-training where it names none.
    static List<HeadSpec> heads(ModelType type, ModelConfig config, Keys keys) {
        JsonNode names = keys.find(KEY);
        if (names == null || names.isEmpty()) {
            return config.pretrainingHeads();
        }
        String name = names.path(0).asText();
        if (!name.startsWith(type.prefix())) {
            throw Keys.wrong(KEY, names, "those of the model_type " + type.id());
        }
        return switch (name.substring(type.prefix().length())) {
            case "Model" -> List.of();
            case "LMHeadModel", "ForCausalLM", "MTModel", "ForConditionalGeneration" ->
                List.of(new HeadSpec.LanguageModel());
            case "ForMaskedLM" -> List.of(new HeadSpec.MaskedTokens());
            case "ForPreTraining" -> List.of(new HeadSpec.MaskedTokens(), new HeadSpec.SentencePair());
            case "ForNextSentencePrediction" -> List.of(new HeadSpec.SentencePair());
            case TEXT_CLASSES -> {
                List<String> labels = labels(keys);
                yield List.of(
                        labels.size() == 1
                                ? new HeadSpec.Value(HeadSpec.CLASSIFIER)
                                : new HeadSpec.Classes(HeadSpec.CLASSIFIER, labels));
            }
            case TOKEN_CLASSES -> List.of(new HeadSpec.TokenClasses(HeadSpec.CLASSIFIER, labels(keys)));
            default ->
                throw Keys.wrong(
                        KEY,
                        names,
                        "a model for language, masked tokens, next sentences or the classes of texts or tokens");
        };
    }

    private static List<String> labels(Keys keys) {
        JsonNode names = keys.find("id2label");
        int count = names != null && !names.isEmpty() ? names.size() : keys.whole("num_labels", 1, 1_000_000, 2);
        return IntStream.range(0, count)
                .mapToObj(i -> names == null ? "LABEL_" + i : names.path("" + i).asText("LABEL_" + i))
                .toList();
    }
}
