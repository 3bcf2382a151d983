package glassformer.blueprint;

/// The names under which Hugging Face stores a decoder's weights. Two conventions exist: GPT-2's, with
/// queries, keys and values in one matrix stored `(in, out)`, and Llama's, with separate matrices stored
/// `(out, in)`. An architecture that neither model has keeps the convention that it is nearest to.
enum GptNames {
    GPT2,
    LLAMA;

    static GptNames of(GptConfig config) {
        boolean llama = config.position() == PositionKind.ROTARY
                && config.norm() == NormKind.RMS_NORM
                && config.activation() == Activation.SWIGLU
                && !config.bias();
        return llama ? LLAMA : GPT2;
    }

    String tokenTable() {
        return this == GPT2 ? "transformer.wte.weight" : "model.embed_tokens.weight";
    }

    String positionTable() {
        return this == GPT2 ? "transformer.wpe.weight" : "model.embed_positions.weight";
    }

    String finalNorm() {
        return this == GPT2 ? "transformer.ln_f" : "model.norm";
    }

    String block(int index) {
        return (this == GPT2 ? "transformer.h." : "model.layers.") + index + ".";
    }

    String attentionNorm() {
        return this == GPT2 ? "ln_1" : "input_layernorm";
    }

    String feedForwardNorm() {
        return this == GPT2 ? "ln_2" : "post_attention_layernorm";
    }

    Layer.Layout layout() {
        return this == GPT2 ? Layer.Layout.IN_OUT : Layer.Layout.OUT_IN;
    }
}
