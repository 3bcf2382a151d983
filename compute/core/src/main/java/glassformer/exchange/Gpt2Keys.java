package glassformer.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.blueprint.GptConfig;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.PositionKind;
import glassformer.blueprint.ScoreScale;

/// The keys of a GPT-2 configuration, with the values that they have where they are left out.
final class Gpt2Keys {
    private static final double EPSILON = 1e-5;

    private Gpt2Keys() {}

    static void put(GptConfig config, ObjectNode json) {
        json.put("n_embd", config.dim());
        json.put("n_head", config.heads());
        json.put("n_layer", config.layers());
        json.put("n_positions", config.contextLength());
        json.put("n_ctx", config.contextLength());
        json.put("n_inner", config.ffnDim());
        json.put("activation_function", Activations.name(config.activation()));
        json.put("layer_norm_epsilon", EPSILON);
        json.put("initializer_range", 0.02);
        json.put("scale_attn_weights", true);
        json.put("attn_pdrop", config.dropout());
        json.put("embd_pdrop", config.dropout());
        json.put("resid_pdrop", config.dropout());
    }

    static GptConfig parse(Keys keys) {
        keys.requireReal("layer_norm_epsilon", EPSILON);
        keys.requireFlag("scale_attn_by_inverse_layer_idx", false);
        String context = keys.has("n_positions") ? "n_positions" : "n_ctx";
        int dim = keys.whole("n_embd", 2, 16384, 768);
        return new GptConfig(
                keys.whole("vocab_size", 2, 10_000_000, 50257),
                keys.whole(context, 2, 32768, 1024),
                keys.whole("n_layer", 1, 96, 12),
                keys.whole("n_head", 1, 128, 12),
                0,
                dim,
                keys.whole("n_inner", 1, 65536, 4 * dim),
                keys.real("resid_pdrop", 0, 0.9, 0.1),
                PositionKind.LEARNED,
                NormKind.LAYER_NORM,
                NormPlacement.PRE,
                Activations.of(keys, "activation_function", "gelu_new"),
                keys.flag("scale_attn_weights", true) ? ScoreScale.SCALED : ScoreScale.RAW,
                0,
                true,
                keys.flag("tie_word_embeddings", true));
    }
}
