package glassformer.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.blueprint.Activation;
import glassformer.blueprint.GptConfig;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.PositionKind;
import glassformer.blueprint.ScoreScale;

/// The keys of a Llama configuration. Sizes have no customary values that could be assumed.
final class LlamaKeys {
    private static final double EPSILON = 1e-5;
    private static final double ROTARY_BASE = 10_000;

    private LlamaKeys() {}

    static void put(GptConfig config, ObjectNode json) {
        json.put("hidden_size", config.dim());
        json.put("intermediate_size", config.ffnDim());
        json.put("num_hidden_layers", config.layers());
        json.put("num_attention_heads", config.heads());
        json.put("num_key_value_heads", config.kvHeads());
        json.put("head_dim", config.headDim());
        json.put("max_position_embeddings", config.contextLength());
        json.put("hidden_act", "silu");
        json.put("rms_norm_eps", EPSILON);
        json.put("rope_theta", ROTARY_BASE);
        json.put("attention_bias", false);
        json.put("mlp_bias", false);
        json.put("attention_dropout", config.dropout());
        json.put("initializer_range", 0.02);
    }

    static GptConfig parse(Keys keys) {
        keys.requireReal("rms_norm_eps", EPSILON);
        keys.requireFlag("attention_bias", false);
        keys.requireFlag("mlp_bias", false);
        requirePlainRotation(keys);
        if (!keys.text("hidden_act", "silu").equals("silu")) {
            throw Keys.wrong("hidden_act", keys.find("hidden_act"), "silu");
        }
        int heads = keys.whole("num_attention_heads", 1, 128);
        int dim = keys.whole("hidden_size", 2, 16384);
        if (keys.whole("head_dim", 1, 16384, dim / heads) != dim / heads) {
            throw Keys.wrong("head_dim", keys.find("head_dim"), "hidden_size / num_attention_heads, " + dim / heads);
        }
        return new GptConfig(
                keys.whole("vocab_size", 2, 10_000_000),
                keys.whole("max_position_embeddings", 2, 32768),
                keys.whole("num_hidden_layers", 1, 96),
                heads,
                keys.whole("num_key_value_heads", 1, 128, heads),
                dim,
                keys.whole("intermediate_size", 1, 65536),
                keys.real("attention_dropout", 0, 0.9, 0),
                PositionKind.ROTARY,
                NormKind.RMS_NORM,
                NormPlacement.PRE,
                Activation.SWIGLU,
                ScoreScale.SCALED,
                0,
                false,
                keys.flag("tie_word_embeddings", false));
    }

    /// The base stands in `rope_theta`, or in newer files in `rope_parameters`.
    private static void requirePlainRotation(Keys keys) {
        keys.requireReal("rope_theta", ROTARY_BASE);
        if (keys.has("rope_scaling")) {
            throw Keys.wrong("rope_scaling", keys.find("rope_scaling"), "null");
        }
        JsonNode parameters = keys.find("rope_parameters");
        if (parameters instanceof ObjectNode object) {
            Keys inner = new Keys(object);
            inner.requireReal("rope_theta", ROTARY_BASE);
            if (!inner.text("rope_type", "default").equals("default")) {
                throw Keys.wrong("rope_type", inner.find("rope_type"), "default");
            }
        } else if (parameters != null) {
            throw Keys.wrong("rope_parameters", parameters, "an object");
        }
    }
}
