package glassformer.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import glassformer.BadInputException;
import glassformer.blueprint.Activation;
import glassformer.blueprint.GptConfig;
import glassformer.blueprint.ModelSpec;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.PositionKind;
import glassformer.blueprint.ScoreScale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HuggingFaceConfigTest {
    private static final GptConfig GPT2 = gpt2(Activation.GELU_TANH, 0);
    private static final GptConfig LLAMA = new GptConfig(
            99,
            32,
            3,
            4,
            2,
            16,
            40,
            0,
            PositionKind.ROTARY,
            NormKind.RMS_NORM,
            NormPlacement.PRE,
            Activation.SWIGLU,
            ScoreScale.SCALED,
            0,
            false,
            false);

    @Test
    void gpt2HasGpt2sKeys() throws Exception {
        JsonNode json =
                new ObjectMapper().readTree(HuggingFaceConfig.json(ModelSpec.of(GPT2), Map.of("eos_token_id", 98)));
        assertThat(json.path("model_type").asText()).isEqualTo("gpt2");
        assertThat(json.path("architectures").path(0).asText()).isEqualTo("GPT2LMHeadModel");
        assertThat(json.path("n_embd").asInt()).isEqualTo(16);
        assertThat(json.path("n_head").asInt()).isEqualTo(4);
        assertThat(json.path("n_layer").asInt()).isEqualTo(3);
        assertThat(json.path("n_positions").asInt()).isEqualTo(32);
        assertThat(json.path("vocab_size").asInt()).isEqualTo(99);
        assertThat(json.path("activation_function").asText()).isEqualTo("gelu_new");
        assertThat(json.path("layer_norm_epsilon").asDouble()).isEqualTo(1e-5);
        assertThat(json.path("eos_token_id").asInt()).isEqualTo(98);
    }

    @Test
    void llamaHasLlamasKeys() throws Exception {
        JsonNode json = new ObjectMapper().readTree(HuggingFaceConfig.json(ModelSpec.of(LLAMA), Map.of()));
        assertThat(json.path("model_type").asText()).isEqualTo("llama");
        assertThat(json.path("hidden_size").asInt()).isEqualTo(16);
        assertThat(json.path("intermediate_size").asInt()).isEqualTo(40);
        assertThat(json.path("num_attention_heads").asInt()).isEqualTo(4);
        assertThat(json.path("num_key_value_heads").asInt()).isEqualTo(2);
        assertThat(json.path("rope_theta").asDouble()).isEqualTo(10_000);
        assertThat(json.path("tie_word_embeddings").asBoolean(true)).isFalse();
        assertThat(json.path("eos_token_id").isNull()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void whatIsWrittenComesBackEqual(Activation activation) {
        GptConfig config = gpt2(activation, 0.1);
        assertThat(HuggingFaceConfig.parse(HuggingFaceConfig.json(ModelSpec.of(config), Map.of()), "config.json"))
                .isEqualTo(ModelSpec.of(config));
        assertThat(HuggingFaceConfig.type(config)).isEqualTo(activation == Activation.SWIGLU ? "glassformer" : "gpt2");
        assertThat(HuggingFaceConfig.parse(HuggingFaceConfig.json(ModelSpec.of(LLAMA), Map.of()), "config.json"))
                .isEqualTo(ModelSpec.of(LLAMA));
    }

    @Test
    void withoutOurOwnKeysTheForeignOnesSuffice() throws Exception {
        for (GptConfig config : new GptConfig[] {GPT2, LLAMA}) {
            var json = (com.fasterxml.jackson.databind.node.ObjectNode)
                    new ObjectMapper().readTree(HuggingFaceConfig.json(ModelSpec.of(config), Map.of()));
            json.remove("glassformer");
            assertThat(HuggingFaceConfig.parse(json.toString(), "config.json")).isEqualTo(ModelSpec.of(config));
        }
    }

    @Test
    void gpt2AsPublishedIsRead() {
        GptConfig config = (GptConfig) HuggingFaceConfig.parse(
                        "{\"model_type\":\"gpt2\",\"n_embd\":768,\"n_head\":12,\"n_layer\":12,\"n_positions\":1024,"
                                + "\"vocab_size\":50257,\"n_inner\":null,\"layer_norm_epsilon\":1e-05}",
                        "config.json")
                .config();
        assertThat(config.blueprint().config().dim()).isEqualTo(768);
        assertThat(config.ffnDim()).isEqualTo(3072);
        assertThat(config.activation()).isEqualTo(Activation.GELU_TANH);
        assertThat(config.tiedHead()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"model_type\":\"mamba\"}",
                "{\"model_type\":\"gpt2\",\"n_embd\":-1}",
                "{\"model_type\":\"gpt2\",\"n_head\":7}",
                "{\"model_type\":\"gpt2\",\"activation_function\":\"mish\"}",
                "{\"model_type\":\"llama\",\"vocab_size\":10}",
                "{\"model_type\":\"llama\",\"rms_norm_eps\":1e-06}",
                "{\"model_type\":\"llama\",\"rope_scaling\":{\"type\":\"linear\"}}",
                "{\"glassformer\":{\"vocabSize\":10,\"dim\":\"wide\"}}",
                "{\"glassformer\":{\"vocabSize\":10}}",
                "[1]",
            })
    void whatCannotBeBuiltIsNamed(String json) {
        assertThatThrownBy(() -> HuggingFaceConfig.parse(json, "config.json"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("config.json");
    }

    private static GptConfig gpt2(Activation activation, double dropout) {
        return new GptConfig(
                99,
                32,
                3,
                4,
                0,
                16,
                0,
                dropout,
                PositionKind.LEARNED,
                NormKind.LAYER_NORM,
                NormPlacement.PRE,
                activation,
                ScoreScale.SCALED,
                0,
                true,
                true);
    }
}
