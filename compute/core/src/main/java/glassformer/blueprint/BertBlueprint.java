package glassformer.blueprint;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Assembles the layers of a [BertConfig].
final class BertBlueprint {
    private final BertConfig config;
    private final BertNames names;
    private final Parts parts;

    private BertBlueprint(BertConfig config) {
        this.config = config;
        this.names = BertNames.of(config);
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
                names.epsilon());
    }

    static Blueprint of(BertConfig config, List<HeadSpec> heads) {
        BertBlueprint bert = new BertBlueprint(config);
        return new Blueprint(
                config, bert.trunk(), heads.stream().map(bert::head).toList());
    }

    private Weight tokens() {
        return Weight.matrix(
                names.embeddings() + "word_embeddings.weight",
                config.vocabSize(),
                config.dim(),
                Parts.STANDARD_DEVIATION);
    }

    private Layer.Sequence trunk() {
        String embeddings = names.embeddings();
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer.TokenEmbedding(tokens()));
        if (config.tokenTypes() > 0) {
            layers.add(new Layer.TokenTypeEmbedding(Weight.matrix(
                    embeddings + "token_type_embeddings.weight",
                    config.tokenTypes(),
                    config.dim(),
                    Parts.STANDARD_DEVIATION)));
        }
        layers.addAll(parts.positions(
                embeddings + "position_embeddings.weight", names.positionOffset(), Layer.Sinusoids.INTERLEAVED));
        layers.add(parts.norm(embeddings + "LayerNorm"));
        if (config.dropout() > 0) {
            layers.add(new Layer.Dropout(config.dropout()));
        }
        for (int index = 0; index < config.layers(); index++) {
            layers.add(block(index));
        }
        if (config.normPlacement() == NormPlacement.PRE) {
            layers.add(parts.norm(names.finalNorm()));
        }
        return new Layer.Sequence(layers);
    }

    private Layer.Block block(int index) {
        String prefix = names.block(index);
        return new Layer.Block(
                index,
                List.of(
                        parts.residual(
                                prefix + names.attentionNorm(),
                                parts.attention(
                                        Layer.Source.SELF,
                                        new Mask.Full(),
                                        prefix + names.query(),
                                        prefix + names.key(),
                                        prefix + names.value(),
                                        prefix + names.attentionOutput())),
                        parts.residual(
                                prefix + names.feedForwardNorm(),
                                parts.feedForward(prefix + names.up(), prefix + names.gate(), prefix + names.down()))));
    }

    private Head head(HeadSpec spec) {
        String name = spec.name();
        return switch (spec) {
            case HeadSpec.MaskedTokens masked -> new Head(name, LabelKind.TOKENS, maskedTokens());
            case HeadSpec.SentencePair pair ->
                new Head(name, LabelKind.CLASS, pooled(name, names.sentencePair(name), 2));
            case HeadSpec.Classes classes ->
                new Head(name, LabelKind.CLASS, pooled(name, names.classes(name), classes.classes()));
            case HeadSpec.Value value -> new Head(name, LabelKind.VALUE, pooled(name, names.classes(name), 1));
            case HeadSpec.TokenClasses classes ->
                new Head(
                        name,
                        LabelKind.TOKENS,
                        Heads.sequence(
                                config.dropout(),
                                Heads.dense(
                                        name.equals(HeadSpec.CLASSIFIER) ? name : Heads.name(name),
                                        config.dim(),
                                        classes.classes(),
                                        true,
                                        null)));
            case HeadSpec.LanguageModel lm -> throw Heads.refused(lm, config.family());
        };
    }

    private Layer.Sequence maskedTokens() {
        int dim = config.dim();
        Weight table = config.tiedHead()
                ? tokens()
                : Weight.matrix(names.maskedTable(), config.vocabSize(), dim, Parts.STANDARD_DEVIATION);
        return new Layer.Sequence(List.of(
                new Layer.Dense(
                        parts.linear(names.maskedDense(), dim, dim), names.maskedActivation(config.activation())),
                parts.norm(names.maskedNorm()),
                new Layer.OutputHead(
                        table, Weight.vector(names.maskedBias(), config.vocabSize(), 0), config.tiedHead())));
    }

    private Layer.Sequence pooled(String head, String classes, int size) {
        int dim = config.dim();
        return new Layer.Sequence(Stream.concat(
                        Stream.of(new Layer.Pooler(
                                config.pooling(),
                                Heads.linear(names.pooler(head), dim, dim, true),
                                names.poolerActivation())),
                        Heads.sequence(config.dropout(), Heads.dense(classes, dim, size, true, null)).layers().stream())
                .toList());
    }
}
