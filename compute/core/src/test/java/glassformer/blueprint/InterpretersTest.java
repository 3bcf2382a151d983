package glassformer.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.settings.Schema;
import glassformer.settings.Values;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InterpretersTest {
    @Test
    void sourceAndTargetHaveTheirOwnLengths() {
        Blueprint blueprint = config(Family.TRANSFORMER).blueprint();
        ShapeTrace trace = ShapeTrace.of(blueprint);
        assertThat(step(trace, Layer.Encoder.class).output()).isEqualTo("(B, S, 8)");
        List<ShapeTrace.Step> embeddings = trace.steps().stream()
                .filter(step -> step.layer() instanceof Layer.TokenEmbedding)
                .toList();
        assertThat(embeddings).extracting(ShapeTrace.Step::input).containsExactly("(B, S)", "(B, T)");
        assertThat(step(trace, Layer.OutputHead.class).output()).isEqualTo("(B, T, 99)");
        assertThat(trace.steps()).hasSize((int) blueprint.layers().count());
    }

    @Test
    void poolerLeavesOneVectorAText() {
        ShapeTrace trace = ShapeTrace.of(config(Family.BERT).blueprint(List.of(new HeadSpec.Classes("classifier", 3))));
        assertThat(step(trace, Layer.Pooler.class).input()).isEqualTo("(B, T, 8)");
        assertThat(step(trace, Layer.Pooler.class).output()).isEqualTo("(B, 8)");
        assertThat(step(trace, Layer.Dense.class).output()).isEqualTo("(B, 3)");
    }

    @Test
    void blockHasOutputOfItsInputsShape() {
        ShapeTrace trace = ShapeTrace.of(config(Family.GPT).blueprint());
        assertThat(trace.steps().getFirst().output()).isEqualTo("(B, T, 8)");
        assertThat(step(trace, Layer.Block.class).output()).isEqualTo("(B, T, 8)");
        assertThat(step(trace, Layer.Block.class).depth()).isEqualTo(1);
        assertThat(step(trace, Layer.Attention.class).depth()).isEqualTo(3);
    }

    @Test
    void costOfAGptIsThatOfItsProducts() {
        // One layer, dim 8, context 16: q, k, v, output; scores and mixing; feed-forward; logits.
        long attention = 2 * 8 * 24 + 2 * 8 * 8 + 4 * 8 * 16;
        long feedForward = 2 * 2 * 8 * 32;
        CostEstimate cost = CostEstimate.of(config(Family.GPT).blueprint(), 1);
        assertThat(cost.forwardFlops()).isEqualTo(attention + feedForward + 2 * 8 * 99);
        assertThat(cost.generationBytes()).isEqualTo(4 * (cost.parameters() + 2 * 8 * 16));
        assertThat(cost.stateBytes()).isEqualTo(16 * cost.parameters());
    }

    @Test
    void crossAttentionIsCachedToo() {
        CostEstimate cost = CostEstimate.of(config(Family.TRANSFORMER).blueprint(), 1);
        assertThat(cost.generationBytes()).isEqualTo(4 * (cost.parameters() + 2 * 2 * 8 * 16));
    }

    @Test
    void frozenTensorsNeedNoGradientsAndMoments() {
        Blueprint blueprint = config(Family.BERT).blueprint();
        CostEstimate cost = CostEstimate.of(blueprint, TrainingDemand.usual(1), Set.of("cls.predictions.bias"));
        assertThat(cost.trainable()).isEqualTo(99);
        assertThat(cost.stateBytes()).isEqualTo(4 * cost.parameters() + 12 * 99);
        assertThat(cost.parameters()).isEqualTo(CostEstimate.of(blueprint, 1).parameters());
    }

    @Test
    void memoryFollowsOptimizerPrecisionAndCheckpointing() {
        Blueprint blueprint = config(Family.GPT).blueprint();
        Set<String> all = Set.copyOf(ParameterTable.of(blueprint).weights().stream()
                .map(Weight::name)
                .toList());
        CostEstimate usual = CostEstimate.of(blueprint, TrainingDemand.usual(4), all);
        CostEstimate plain = CostEstimate.of(blueprint, new TrainingDemand(4, 0, 1, 4, false), all);
        CostEstimate averaged = CostEstimate.of(blueprint, new TrainingDemand(4, 3, 2, 4, false), all);
        CostEstimate low = CostEstimate.of(blueprint, new TrainingDemand(4, 2, 1, 2, false), all);
        CostEstimate again = CostEstimate.of(blueprint, new TrainingDemand(4, 2, 1, 4, true), all);
        assertThat(plain.stateBytes()).isEqualTo(8 * plain.parameters());
        assertThat(averaged.stateBytes()).isEqualTo(24 * plain.parameters());
        assertThat(averaged.checkpointBytes()).isEqualTo(16 * plain.parameters());
        assertThat(low.stateBytes()).isEqualTo(usual.stateBytes() + 2 * low.parameters());
        assertThat(low.activationBytes()).isBetween(usual.activationBytes() / 2, usual.activationBytes() - 1);
        // One block: its input is kept beside what is computed again.
        assertThat(again.activationBytes()).isEqualTo(usual.activationBytes() + 4 * 8 * 4 * 16);
    }

    @Test
    void headsOfOneTextCostATokenNothing() {
        ModelConfig config = config(Family.BERT);
        long trunk = CostEstimate.of(config.blueprint(List.of()), 1).forwardFlops();
        assertThat(CostEstimate.of(config.blueprint(List.of(new HeadSpec.SentencePair())), 1)
                        .forwardFlops())
                .isEqualTo(trunk);
        assertThat(CostEstimate.of(config.blueprint(List.of(new HeadSpec.MaskedTokens())), 1)
                        .forwardFlops())
                .isEqualTo(trunk + 2 * 8 * 8 + 2 * 8 * 99);
    }

    private static ShapeTrace.Step step(ShapeTrace trace, Class<? extends Layer> type) {
        return trace.steps().stream()
                .filter(step -> type.isInstance(step.layer()))
                .findFirst()
                .orElseThrow();
    }

    private static ModelConfig config(Family family) {
        Values values = Values.initial(new Schema(family.settings()))
                .with("model.layers", 1)
                .with("model.heads", 2)
                .with("model.dim", 8)
                .with("model.contextLength", 16);
        return ModelConfig.of(values, 99);
    }
}
