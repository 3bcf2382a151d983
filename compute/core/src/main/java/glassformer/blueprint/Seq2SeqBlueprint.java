package glassformer.blueprint;

import java.util.ArrayList;
import java.util.List;

/// Assembles the layers of a [Seq2SeqConfig], with the names of Hugging Face's `MarianMTModel` and
/// `BartForConditionalGeneration`, which are the same.
final class Seq2SeqBlueprint {
    private static final double EPSILON = 1e-5;
    private static final int BART_OFFSET = 2;

    private final Seq2SeqConfig config;
    private final Parts parts;

    private Seq2SeqBlueprint(Seq2SeqConfig config) {
        this.config = config;
        this.parts = new Parts(
                config.contextLength(),
                config.heads(),
                config.dim(),
                config.ffnDim(),
                config.dropout(),
                config.position(),
                config.norm(),
                config.normPlacement(),
                config.activation(),
                config.scores(),
                config.bias(),
                EPSILON);
    }

    static Blueprint of(Seq2SeqConfig config, List<HeadSpec> heads) {
        Seq2SeqBlueprint both = new Seq2SeqBlueprint(config);
        return new Blueprint(
                config, both.trunk(), heads.stream().map(both::head).toList());
    }

    /// A scaled table starts small enough that what is added to the positions has their size.
    private Weight tokens() {
        double deviation = config.scaleEmbedding() ? 1 / Math.sqrt(config.dim()) : Parts.STANDARD_DEVIATION;
        return Weight.matrix("model.shared.weight", config.vocabSize(), config.dim(), deviation);
    }

    private Layer.Sequence trunk() {
        List<Layer> encoder = embedding("model.encoder.");
        for (int index = 0; index < config.layers(); index++) {
            String prefix = "model.encoder.layers." + index + ".";
            encoder.add(new Layer.Block(index, List.of(selfAttention(prefix, new Mask.Full()), feedForward(prefix))));
        }
        List<Layer> decoder = embedding("model.decoder.");
        for (int index = 0; index < config.decoderLayers(); index++) {
            String prefix = "model.decoder.layers." + index + ".";
            decoder.add(new Layer.Block(
                    index,
                    List.of(
                            selfAttention(prefix, new Mask.Causal()),
                            residual(prefix, "encoder_attn", Layer.Source.MEMORY, new Mask.Full()),
                            feedForward(prefix))));
        }
        if (config.normPlacement() == NormPlacement.PRE) {
            encoder.add(parts.norm("model.encoder.layer_norm"));
            decoder.add(parts.norm("model.decoder.layer_norm"));
        }
        decoder.addFirst(new Layer.Encoder(encoder));
        return new Layer.Sequence(decoder);
    }

    private List<Layer> embedding(String side) {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer.TokenEmbedding(tokens()));
        if (config.scaleEmbedding()) {
            layers.add(new Layer.Scale(Math.sqrt(config.dim())));
        }
        layers.addAll(parts.positions(side + "embed_positions.weight", BART_OFFSET, Layer.Sinusoids.HALVES));
        if (config.embeddingNorm()) {
            layers.add(parts.norm(side + "layernorm_embedding"));
        }
        if (config.dropout() > 0) {
            layers.add(new Layer.Dropout(config.dropout()));
        }
        return layers;
    }

    private Layer selfAttention(String prefix, Mask mask) {
        return residual(prefix, "self_attn", Layer.Source.SELF, mask);
    }

    private Layer residual(String prefix, String name, Layer.Source source, Mask mask) {
        String attention = prefix + name;
        return parts.residual(
                attention + "_layer_norm",
                parts.attention(
                        source,
                        mask,
                        attention + ".q_proj",
                        attention + ".k_proj",
                        attention + ".v_proj",
                        attention + ".out_proj"));
    }

    private Layer feedForward(String prefix) {
        return parts.residual(
                prefix + "final_layer_norm", parts.feedForward(prefix + "fc1", prefix + "fc_gate", prefix + "fc2"));
    }

    /// A text's class or number is read from the decoder's last token, as in `BartForSequenceClassification`.
    private Head head(HeadSpec spec) {
        String name = spec.name();
        return switch (spec) {
            case HeadSpec.LanguageModel lm -> new Head(name, LabelKind.TOKENS, languageModel());
            case HeadSpec.Classes classes -> new Head(name, LabelKind.CLASS, pooled(name, classes.classes()));
            case HeadSpec.Value value -> new Head(name, LabelKind.VALUE, pooled(name, 1));
            case HeadSpec.TokenClasses classes ->
                new Head(
                        name,
                        LabelKind.TOKENS,
                        Heads.sequence(
                                config.dropout(),
                                Heads.dense(Heads.name(name), config.dim(), classes.classes(), true, null)));
            case HeadSpec.MaskedTokens masked -> throw Heads.refused(masked, config.family());
            case HeadSpec.SentencePair pair -> throw Heads.refused(pair, config.family());
        };
    }

    private Layer.Sequence languageModel() {
        int vocabulary = config.vocabSize();
        Weight table = config.tiedHead()
                ? tokens()
                : Weight.matrix("lm_head.weight", vocabulary, config.dim(), Parts.STANDARD_DEVIATION);
        Weight bias = new Weight("final_logits_bias", List.of(1, vocabulary), new Init.Constant(0), false);
        return new Layer.Sequence(List.of(new Layer.OutputHead(table, bias, config.tiedHead())));
    }

    private Layer.Sequence pooled(String name, int size) {
        int dim = config.dim();
        boolean own = name.equals(HeadSpec.CLASSIFIER);
        String prefix = own ? "classification_head" : Heads.name(name);
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer.Pooler(Pooling.LAST, Heads.linear(prefix + ".dense", dim, dim, true), Activation.TANH));
        layers.addAll(Heads.sequence(
                        config.dropout(), Heads.dense(own ? prefix + ".out_proj" : prefix, dim, size, true, null))
                .layers());
        return new Layer.Sequence(layers);
    }
}
