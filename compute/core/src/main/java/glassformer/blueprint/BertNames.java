package glassformer.blueprint;

/// The names under which Hugging Face stores an encoder's weights: those of `BertForPreTraining`,
/// `RobertaForMaskedLM` and `DistilBertForMaskedLM`, and of their classifiers.
enum BertNames {
    BERT,
    ROBERTA,
    DISTILBERT;

    static BertNames of(BertConfig config) {
        return switch (config.family()) {
            case ROBERTA -> ROBERTA;
            case DISTILBERT -> DISTILBERT;
            case BERT, GPT, TRANSFORMER -> BERT;
        };
    }

    private String pick(String bert, String roberta, String distilbert) {
        return switch (this) {
            case BERT -> bert;
            case ROBERTA -> roberta;
            case DISTILBERT -> distilbert;
        };
    }

    String embeddings() {
        return pick("bert", "roberta", "distilbert") + ".embeddings.";
    }

    String block(int index) {
        return pick("bert.encoder.layer.", "roberta.encoder.layer.", "distilbert.transformer.layer.") + index + ".";
    }

    /// Of pre-norm encoders, which Hugging Face's do not have.
    String finalNorm() {
        return pick("bert.encoder", "roberta.encoder", "distilbert.transformer") + ".LayerNorm";
    }

    String query() {
        return pick("attention.self.query", "attention.self.query", "attention.q_lin");
    }

    String key() {
        return pick("attention.self.key", "attention.self.key", "attention.k_lin");
    }

    String value() {
        return pick("attention.self.value", "attention.self.value", "attention.v_lin");
    }

    String attentionOutput() {
        return pick("attention.output.dense", "attention.output.dense", "attention.out_lin");
    }

    String attentionNorm() {
        return pick("attention.output.LayerNorm", "attention.output.LayerNorm", "sa_layer_norm");
    }

    String up() {
        return pick("intermediate.dense", "intermediate.dense", "ffn.lin1");
    }

    /// Of SwiGLU, which Hugging Face's encoders do not have.
    String gate() {
        return pick("intermediate.gate", "intermediate.gate", "ffn.gate");
    }

    String down() {
        return pick("output.dense", "output.dense", "ffn.lin2");
    }

    String feedForwardNorm() {
        return pick("output.LayerNorm", "output.LayerNorm", "output_layer_norm");
    }

    String maskedDense() {
        return pick("cls.predictions.transform.dense", "lm_head.dense", "vocab_transform");
    }

    /// RoBERTa's is GELU whatever its blocks have; SwiGLU is no function of one argument.
    Activation maskedActivation(Activation ofBlocks) {
        return switch (this) {
            case ROBERTA -> Activation.GELU;
            case BERT, DISTILBERT -> ofBlocks == Activation.SWIGLU ? Activation.SILU : ofBlocks;
        };
    }

    String maskedNorm() {
        return pick("cls.predictions.transform.LayerNorm", "lm_head.layer_norm", "vocab_layer_norm");
    }

    String maskedTable() {
        return pick("cls.predictions.decoder.weight", "lm_head.decoder.weight", "vocab_projector.weight");
    }

    String maskedBias() {
        return pick("cls.predictions.bias", "lm_head.bias", "vocab_projector.bias");
    }

    /// The layer before a text's classes. BERT's belongs to its trunk and serves all heads.
    String pooler(String head) {
        boolean own = head.equals(HeadSpec.CLASSIFIER);
        return pick(
                "bert.pooler.dense",
                own ? "classifier.dense" : Heads.name(head) + ".dense",
                own ? "pre_classifier" : Heads.name(head) + ".dense");
    }

    /// The layer that gives a text's classes.
    String classes(String head) {
        return head.equals(HeadSpec.CLASSIFIER)
                ? pick("classifier", "classifier.out_proj", "classifier")
                : Heads.name(head);
    }

    String sentencePair(String head) {
        return this == BERT ? "cls.seq_relationship" : Heads.name(head);
    }

    Activation poolerActivation() {
        return this == DISTILBERT ? Activation.RELU : Activation.TANH;
    }

    /// Rows of the position table before that of the first token.
    int positionOffset() {
        return this == ROBERTA ? 2 : 0;
    }

    double epsilon() {
        return this == ROBERTA ? 1e-5 : 1e-12;
    }
}
