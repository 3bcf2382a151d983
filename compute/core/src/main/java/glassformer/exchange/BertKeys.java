package glassformer.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.blueprint.BertConfig;
import glassformer.blueprint.Family;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.Pooling;
import glassformer.blueprint.PositionKind;
import glassformer.blueprint.ScoreScale;

/// The keys of a BERT or RoBERTa configuration, with the values that they have where they are left out.
///
/// RoBERTa counts positions from `pad_token_id + 1`, so its table has two rows more than its context and its
/// tokenizer must have padding at 1.
final class BertKeys {
    private static final double BERT_EPSILON = 1e-12;
    private static final double ROBERTA_EPSILON = 1e-5;
    private static final int ROBERTA_PADDING = 1;

    private BertKeys() {}

    static void put(BertConfig config, ObjectNode json) {
        boolean roberta = config.family() == Family.ROBERTA;
        json.put("hidden_size", config.dim());
        json.put("num_hidden_layers", config.layers());
        json.put("num_attention_heads", config.heads());
        json.put("intermediate_size", config.ffnDim());
        json.put("hidden_act", Activations.name(config.activation()));
        json.put("hidden_dropout_prob", config.dropout());
        json.put("attention_probs_dropout_prob", config.dropout());
        json.put("max_position_embeddings", config.contextLength() + config.positionOffset());
        json.put("type_vocab_size", config.tokenTypes());
        json.put("layer_norm_eps", roberta ? ROBERTA_EPSILON : BERT_EPSILON);
        json.put("initializer_range", 0.02);
        json.put("position_embedding_type", "absolute");
        if (roberta) {
            json.put("pad_token_id", ROBERTA_PADDING);
        }
    }

    static BertConfig parse(Family family, Keys keys) {
        boolean roberta = family == Family.ROBERTA;
        // Left out, it is BERT's in both.
        keys.requireReal("layer_norm_eps", roberta ? ROBERTA_EPSILON : BERT_EPSILON, BERT_EPSILON);
        keys.requireText("position_embedding_type", "absolute");
        keys.requireFlag("is_decoder", false);
        if (roberta) {
            keys.requireWhole("pad_token_id", ROBERTA_PADDING);
        }
        int offset = roberta ? ROBERTA_PADDING + 1 : 0;
        return new BertConfig(
                family,
                keys.whole("vocab_size", 2, 10_000_000, roberta ? 50265 : 30522),
                keys.whole("max_position_embeddings", 2 + offset, 32768 + offset, 512) - offset,
                keys.whole("num_hidden_layers", 1, 96, 12),
                keys.whole("num_attention_heads", 1, 128, 12),
                keys.whole("hidden_size", 2, 16384, 768),
                keys.whole("intermediate_size", 1, 65536, 3072),
                keys.real("hidden_dropout_prob", 0, 0.9, 0.1),
                PositionKind.LEARNED,
                NormKind.LAYER_NORM,
                NormPlacement.POST,
                Activations.of(keys, "hidden_act", "gelu"),
                ScoreScale.SCALED,
                true,
                keys.flag("tie_word_embeddings", true),
                keys.whole("type_vocab_size", 1, 64, 2),
                Pooling.FIRST);
    }
}
