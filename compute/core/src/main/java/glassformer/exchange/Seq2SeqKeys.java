package glassformer.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.PositionKind;
import glassformer.blueprint.ScoreScale;
import glassformer.blueprint.Seq2SeqConfig;

/// The keys of a Marian or BART configuration, with the values that they have where they are left out. The two
/// differ in positions (sinusoids; a learned table) and in BART's norm after the embedding.
final class Seq2SeqKeys {
    private Seq2SeqKeys() {}

    static void put(Seq2SeqConfig config, ObjectNode json) {
        boolean marian = config.position() == PositionKind.SINUSOIDAL;
        json.put("is_encoder_decoder", true);
        json.put("d_model", config.dim());
        json.put("encoder_layers", config.layers());
        json.put("decoder_layers", config.decoderLayers());
        json.put("num_hidden_layers", config.layers());
        for (String side : new String[] {"encoder", "decoder"}) {
            json.put(side + "_attention_heads", config.heads());
            json.put(side + "_ffn_dim", config.ffnDim());
            json.put(side + "_layerdrop", 0.0);
        }
        json.put("activation_function", Activations.name(config.activation()));
        json.put("dropout", config.dropout());
        json.put("attention_dropout", config.dropout());
        json.put("activation_dropout", 0.0);
        json.put("max_position_embeddings", config.contextLength());
        json.put("scale_embedding", config.scaleEmbedding());
        json.put("init_std", 0.02);
        json.putNull("forced_eos_token_id"); // left out, an end is forced where an answer is as long as it may be
        json.put("normalize_before", false);
        json.put("add_final_layer_norm", false);
        json.put("normalize_embedding", config.embeddingNorm());
        json.put("static_position_embeddings", marian);
        if (marian) {
            json.put("share_encoder_decoder_embeddings", true);
            json.put("decoder_vocab_size", config.vocabSize());
        }
    }

    static Seq2SeqConfig parse(boolean marian, Keys keys) {
        keys.requireFlag("normalize_before", false);
        keys.requireFlag("add_final_layer_norm", false);
        keys.requireFlag("normalize_embedding", !marian);
        keys.requireFlag("static_position_embeddings", marian);
        keys.requireFlag("share_encoder_decoder_embeddings", true);
        int vocabSize = keys.whole("vocab_size", 2, 10_000_000, marian ? 58101 : 50265);
        int heads = keys.whole("encoder_attention_heads", 1, 128, 16);
        int ffnDim = keys.whole("encoder_ffn_dim", 1, 65536, 4096);
        keys.requireWhole("decoder_vocab_size", vocabSize);
        // Left out, they are 16 and 4096 on both sides.
        keys.requireWhole("decoder_attention_heads", heads, 16);
        keys.requireWhole("decoder_ffn_dim", ffnDim, 4096);
        return new Seq2SeqConfig(
                vocabSize,
                keys.whole("max_position_embeddings", 2, 32768, 1024),
                keys.whole("encoder_layers", 1, 96, 12),
                keys.whole("decoder_layers", 1, 96, 12),
                heads,
                keys.whole("d_model", 2, 16384, 1024),
                ffnDim,
                keys.real("dropout", 0, 0.9, 0.1),
                marian ? PositionKind.SINUSOIDAL : PositionKind.LEARNED,
                NormKind.LAYER_NORM,
                NormPlacement.POST,
                Activations.of(keys, "activation_function", "gelu"),
                ScoreScale.SCALED,
                true,
                keys.flag("tie_word_embeddings", true),
                keys.flag("scale_embedding", false),
                !marian);
    }
}
