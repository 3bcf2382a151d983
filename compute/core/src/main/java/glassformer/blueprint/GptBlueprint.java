package glassformer.blueprint;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Assembles the layers of a [GptConfig]. Weights start as in GPT-2 (Radford et al. 2019, section 2.3):
/// normal with 0.02, the two projections that write to the residual stream divided by `sqrt(2 layers)`.
final class GptBlueprint {
    private static final double STANDARD_DEVIATION = 0.02;
    private static final double EPSILON = 1e-5;
    private static final double ROTARY_BASE = 10_000;

    private final GptConfig config;
    private final GptNames names;
    private final double residualDeviation;

    private GptBlueprint(GptConfig config) {
        this.config = config;
        this.names = GptNames.of(config);
        this.residualDeviation = STANDARD_DEVIATION / Math.sqrt(2.0 * config.layers());
    }

    static Blueprint of(GptConfig config, List<HeadSpec> heads) {
        GptBlueprint parts = new GptBlueprint(config);
        return new Blueprint(
                config, parts.trunk(), heads.stream().map(parts::head).toList());
    }

    private Weight tokens() {
        return Weight.matrix(names.tokenTable(), config.vocabSize(), config.dim(), STANDARD_DEVIATION);
    }

    private Layer.Sequence trunk() {
        int dim = config.dim();
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer.TokenEmbedding(tokens()));
        switch (config.position()) {
            case LEARNED ->
                layers.add(new Layer.LearnedPosition(
                        Weight.matrix(names.positionTable(), config.contextLength(), dim, STANDARD_DEVIATION), 0));
            case SINUSOIDAL ->
                layers.add(new Layer.SinusoidalPosition(config.contextLength(), dim, Layer.Sinusoids.INTERLEAVED));
            case ROTARY, ALIBI, NONE -> {}
        }
        if (config.dropout() > 0) {
            layers.add(new Layer.Dropout(config.dropout()));
        }
        for (int index = 0; index < config.layers(); index++) {
            layers.add(block(index));
        }
        if (config.normPlacement() == NormPlacement.PRE) {
            layers.add(norm(names.finalNorm()));
        }
        return new Layer.Sequence(layers);
    }

    /// A text's class or number is read from its last token, which has seen the others.
    private Head head(HeadSpec spec) {
        boolean own = spec.name().equals(HeadSpec.CLASSIFIER);
        return switch (spec) {
            case HeadSpec.LanguageModel lm ->
                new Head(
                        lm.name(),
                        LabelKind.TOKENS,
                        new Layer.Sequence(List.of(
                                config.tiedHead()
                                        ? new Layer.OutputHead(tokens(), null, true)
                                        : new Layer.OutputHead(
                                                Weight.matrix(
                                                        "lm_head.weight",
                                                        config.vocabSize(),
                                                        config.dim(),
                                                        STANDARD_DEVIATION),
                                                null,
                                                false))));
            case HeadSpec.Classes classes ->
                new Head(classes.name(), LabelKind.CLASS, lastToken(own, classes.name(), classes.classes()));
            case HeadSpec.Value value -> new Head(value.name(), LabelKind.VALUE, lastToken(own, value.name(), 1));
            case HeadSpec.TokenClasses tokens ->
                new Head(
                        tokens.name(),
                        LabelKind.TOKENS,
                        Heads.sequence(
                                config.dropout(),
                                Heads.dense(
                                        own ? "classifier" : Heads.name(tokens.name()),
                                        config.dim(),
                                        tokens.classes(),
                                        true,
                                        null)));
            case HeadSpec.MaskedTokens masked -> throw Heads.refused(masked, config.family());
            case HeadSpec.SentencePair pair -> throw Heads.refused(pair, config.family());
        };
    }

    private Layer.Sequence lastToken(boolean own, String name, int size) {
        return new Layer.Sequence(List.of(
                new Layer.Pooler(Pooling.LAST, null, null),
                Heads.dense(own ? "score" : Heads.name(name), config.dim(), size, !own, null)));
    }

    private Layer.Block block(int index) {
        String prefix = names.block(index);
        return new Layer.Block(
                index,
                List.of(
                        new Layer.Residual(
                                config.normPlacement(),
                                norm(prefix + names.attentionNorm()),
                                attention(prefix),
                                config.dropout()),
                        new Layer.Residual(
                                config.normPlacement(),
                                norm(prefix + names.feedForwardNorm()),
                                feedForward(prefix),
                                config.dropout())));
    }

    private Layer.Attention attention(String prefix) {
        int dim = config.dim();
        int keyValueDim = config.kvHeads() * config.headDim();
        Layer.Projection projection =
                switch (names) {
                    case GPT2 ->
                        new Layer.Projection.Fused(
                                linear(prefix + "attn.c_attn", dim, dim + 2 * keyValueDim, STANDARD_DEVIATION));
                    case LLAMA ->
                        new Layer.Projection.Split(
                                linear(prefix + "self_attn.q_proj", dim, dim, STANDARD_DEVIATION),
                                linear(prefix + "self_attn.k_proj", dim, keyValueDim, STANDARD_DEVIATION),
                                linear(prefix + "self_attn.v_proj", dim, keyValueDim, STANDARD_DEVIATION));
                };
        String output = names == GptNames.GPT2 ? "attn.c_proj" : "self_attn.o_proj";
        Layer.Relative relative =
                switch (config.position()) {
                    case ROTARY -> new Layer.Relative.Rotary(ROTARY_BASE);
                    case ALIBI -> new Layer.Relative.Alibi();
                    case LEARNED, SINUSOIDAL, NONE -> new Layer.Relative.None();
                };
        return new Layer.Attention(
                config.heads(),
                config.kvHeads(),
                config.headDim(),
                projection,
                linear(prefix + output, dim, dim, residualDeviation),
                config.mask(),
                config.scores(),
                relative,
                Layer.Source.SELF,
                config.dropout());
    }

    private Layer.FeedForward feedForward(String prefix) {
        int dim = config.dim();
        int inner = config.ffnDim();
        boolean gated = config.activation() == Activation.SWIGLU;
        boolean gpt2 = names == GptNames.GPT2;
        Layer.@Nullable Linear gate =
                gated ? linear(prefix + (gpt2 ? "mlp.c_gate" : "mlp.gate_proj"), dim, inner, STANDARD_DEVIATION) : null;
        return new Layer.FeedForward(
                config.activation(),
                linear(prefix + (gpt2 ? "mlp.c_fc" : "mlp.up_proj"), dim, inner, STANDARD_DEVIATION),
                gate,
                linear(prefix + (gpt2 ? "mlp.c_proj" : "mlp.down_proj"), inner, dim, residualDeviation));
    }

    private Layer.Linear linear(String name, int in, int out, double deviation) {
        Weight weight = names.layout() == Layer.Layout.IN_OUT
                ? Weight.matrix(name + ".weight", in, out, deviation)
                : Weight.matrix(name + ".weight", out, in, deviation);
        @Nullable Weight bias = config.bias() ? Weight.vector(name + ".bias", out, 0) : null;
        return new Layer.Linear(in, out, weight, bias, names.layout());
    }

    private Layer.Norm norm(String name) {
        @Nullable
        Weight shift = config.norm() == NormKind.LAYER_NORM && config.bias()
                ? Weight.vector(name + ".bias", config.dim(), 0)
                : null;
        return new Layer.Norm(config.norm(), Weight.vector(name + ".weight", config.dim(), 1), shift, EPSILON);
    }
}
