package glassformer.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.BadInputException;
import glassformer.blueprint.Activation;
import glassformer.blueprint.BertConfig;
import glassformer.blueprint.Family;
import glassformer.blueprint.HeadSpec;
import glassformer.blueprint.ModelConfig;
import glassformer.blueprint.ModelSpec;
import glassformer.blueprint.ParameterTable;
import glassformer.blueprint.PositionKind;
import glassformer.blueprint.Seq2SeqConfig;
import glassformer.settings.Schema;
import glassformer.settings.Values;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FamiliesConfigTest {
    static Stream<ModelSpec> specs() {
        ModelConfig bart = ModelConfig.of(
                values(Family.TRANSFORMER)
                        .with("model.position", "learned")
                        .with("model.embeddingNorm", true)
                        .with("model.decoderLayers", 2),
                99);
        return Stream.concat(
                Stream.of(Family.BERT, Family.ROBERTA, Family.DISTILBERT)
                        .flatMap(family -> Stream.of(
                                ModelSpec.of(config(family)),
                                new ModelSpec(config(family), List.of()),
                                new ModelSpec(config(family), List.of(new HeadSpec.Classes("classifier", 4))),
                                new ModelSpec(config(family), List.of(new HeadSpec.Value("classifier"))),
                                new ModelSpec(config(family), List.of(new HeadSpec.TokenClasses("classifier", 5))))),
                Stream.of(
                        ModelSpec.of(config(Family.TRANSFORMER)),
                        ModelSpec.of(bart),
                        new ModelSpec(bart, List.of(new HeadSpec.Classes("classifier", 4)))));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void foreignKeysSufficeToComeBackEqual(ModelSpec spec) throws Exception {
        ObjectNode json = (ObjectNode) json(spec);
        assertThat(HuggingFaceConfig.parse(json.toString(), "config.json")).isEqualTo(spec);
        json.remove("glassformer");
        assertThat(json.path("architectures").isEmpty()).isFalse();
        assertThat(HuggingFaceConfig.parse(json.toString(), "config.json")).isEqualTo(spec);
    }

    @Test
    void ownKeysHoldWhatOthersCannotSay() {
        ModelSpec spec = new ModelSpec(
                ModelConfig.of(values(Family.BERT).with("model.pooling", "mean"), 99),
                List.of(new HeadSpec.MaskedTokens(), new HeadSpec.Classes("topic", 4), new HeadSpec.Value("stars")));
        assertThat(HuggingFaceConfig.type(spec.config())).isEqualTo("glassformer");
        assertThat(HuggingFaceConfig.parse(HuggingFaceConfig.json(spec, Map.of()), "config.json"))
                .isEqualTo(spec);
    }

    @Test
    void classesHaveHuggingFacesNames() throws Exception {
        assertThat(architecture(config(Family.BERT), config(Family.BERT).pretrainingHeads()))
                .isEqualTo("BertForPreTraining");
        assertThat(architecture(config(Family.BERT), List.of(new HeadSpec.MaskedTokens())))
                .isEqualTo("BertForMaskedLM");
        assertThat(architecture(config(Family.ROBERTA), List.of(new HeadSpec.Classes("classifier", 2))))
                .isEqualTo("RobertaForSequenceClassification");
        assertThat(architecture(config(Family.DISTILBERT), List.of(new HeadSpec.MaskedTokens())))
                .isEqualTo("DistilBertForMaskedLM");
        assertThat(architecture(config(Family.TRANSFORMER), List.of(new HeadSpec.LanguageModel())))
                .isEqualTo("MarianMTModel");
        assertThat(architecture(config(Family.BERT), List.of(new HeadSpec.Classes("topic", 2))))
                .isEmpty();
    }

    @Test
    void robertaHasTwoRowsMoreThanItsContext() throws Exception {
        JsonNode json = json(ModelSpec.of(config(Family.ROBERTA)));
        assertThat(json.path("max_position_embeddings").asInt()).isEqualTo(18);
        assertThat(json.path("pad_token_id").asInt()).isEqualTo(1);
        assertThat(json.path("layer_norm_eps").asDouble()).isEqualTo(1e-5);
    }

    @Test
    void bertAsPublishedIsRead() {
        ModelSpec spec = HuggingFaceConfig.parse(
                "{\"architectures\":[\"BertForMaskedLM\"],\"attention_probs_dropout_prob\":0.1,\"hidden_act\":\"gelu\","
                        + "\"hidden_size\":768,\"intermediate_size\":3072,\"layer_norm_eps\":1e-12,"
                        + "\"max_position_embeddings\":512,\"model_type\":\"bert\",\"num_attention_heads\":12,"
                        + "\"num_hidden_layers\":12,\"pad_token_id\":0,\"type_vocab_size\":2,\"vocab_size\":30522}",
                "config.json");
        assertThat(spec.heads()).containsExactly(new HeadSpec.MaskedTokens());
        assertThat(((BertConfig) spec.config()).tokenTypes()).isEqualTo(2);
        long table = ParameterTable.of(spec.blueprint()).size();
        assertThat(table).isEqualTo(109_514_298);
    }

    @Test
    void marianAsPublishedIsRead() {
        Seq2SeqConfig config = (Seq2SeqConfig) HuggingFaceConfig.parse(
                        "{\"activation_function\":\"swish\",\"architectures\":[\"MarianMTModel\"],\"d_model\":512,"
                                + "\"decoder_attention_heads\":8,\"decoder_ffn_dim\":2048,\"decoder_layers\":6,"
                                + "\"encoder_attention_heads\":8,\"encoder_ffn_dim\":2048,\"encoder_layers\":6,"
                                + "\"max_position_embeddings\":512,\"model_type\":\"marian\","
                                + "\"normalize_before\":false,\"normalize_embedding\":false,"
                                + "\"scale_embedding\":true,\"static_position_embeddings\":true,"
                                + "\"vocab_size\":58101}",
                        "config.json")
                .config();
        assertThat(config.activation()).isEqualTo(Activation.SILU);
        assertThat(config.position()).isEqualTo(PositionKind.SINUSOIDAL);
        assertThat(config.scaleEmbedding()).isTrue();
        assertThat(config.embeddingNorm()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model_type\":\"bert\",\"position_embedding_type\":\"relative_key\"}",
                "{\"model_type\":\"bert\",\"layer_norm_eps\":1e-5}",
                "{\"model_type\":\"bert\",\"is_decoder\":true}",
                "{\"model_type\":\"bert\",\"architectures\":[\"BertForQuestionAnswering\"]}",
                "{\"model_type\":\"bert\",\"architectures\":[\"GPT2LMHeadModel\"]}",
                "{\"model_type\":\"roberta\"}",
                "{\"model_type\":\"roberta\",\"layer_norm_eps\":1e-5,\"pad_token_id\":0}",
                "{\"model_type\":\"distilbert\",\"activation\":\"mish\"}",
                "{\"model_type\":\"marian\",\"share_encoder_decoder_embeddings\":false}",
                "{\"model_type\":\"marian\",\"decoder_attention_heads\":8}",
                "{\"model_type\":\"bart\",\"normalize_before\":true}",
                "{\"glassformer\":{\"vocabSize\":10,\"family\":\"mamba\"}}",
            })
    void whatCannotBeBuiltIsNamed(String json) {
        assertThatThrownBy(() -> HuggingFaceConfig.parse(json, "config.json"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("config.json: ")
                .hasMessageContaining(", but must be ");
    }

    private static String architecture(ModelConfig config, List<HeadSpec> heads) throws Exception {
        return json(new ModelSpec(config, heads)).path("architectures").path(0).asText();
    }

    private static JsonNode json(ModelSpec spec) throws Exception {
        return new ObjectMapper().readTree(HuggingFaceConfig.json(spec, Map.of("eos_token_id", 0)));
    }

    private static ModelConfig config(Family family) {
        return ModelConfig.of(values(family), 99);
    }

    private static Values values(Family family) {
        return Values.initial(new Schema(family.settings()))
                .with("model.layers", 1)
                .with("model.heads", 2)
                .with("model.dim", 8)
                .with("model.ffnDim", 24)
                .with("model.contextLength", 16);
    }
}
