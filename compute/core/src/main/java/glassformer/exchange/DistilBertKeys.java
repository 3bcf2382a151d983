package glassformer.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.blueprint.BertConfig;
import glassformer.blueprint.Family;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.Pooling;
import glassformer.blueprint.PositionKind;
import glassformer.blueprint.ScoreScale;

/// The keys of a DistilBERT configuration, with the values that they have where they are left out.
final class DistilBertKeys {
    private DistilBertKeys() {}

    static void put(BertConfig config, ObjectNode json) {
        json.put("dim", config.dim());
        json.put("n_layers", config.layers());
        json.put("n_heads", config.heads());
        json.put("hidden_dim", config.ffnDim());
        json.put("activation", Activations.name(config.activation()));
        json.put("dropout", config.dropout());
        json.put("attention_dropout", config.dropout());
        json.put("seq_classif_dropout", config.dropout());
        json.put("max_position_embeddings", config.contextLength());
        json.put("sinusoidal_pos_embds", false);
        json.put("initializer_range", 0.02);
    }

    /// Sinusoids, where a file speaks of them, are only how its position table started.
    static BertConfig parse(Keys keys) {
        return new BertConfig(
                Family.DISTILBERT,
                keys.whole("vocab_size", 2, 10_000_000, 30522),
                keys.whole("max_position_embeddings", 2, 32768, 512),
                keys.whole("n_layers", 1, 96, 6),
                keys.whole("n_heads", 1, 128, 12),
                keys.whole("dim", 2, 16384, 768),
                keys.whole("hidden_dim", 1, 65536, 3072),
                keys.real("dropout", 0, 0.9, 0.1),
                PositionKind.LEARNED,
                NormKind.LAYER_NORM,
                NormPlacement.POST,
                Activations.of(keys, "activation", "gelu"),
                ScoreScale.SCALED,
                true,
                keys.flag("tie_word_embeddings", true),
                0,
                Pooling.FIRST);
    }
}
