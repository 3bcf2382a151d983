package glassformer.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.engine.AttentionGroup;
import glassformer.engine.AttentionGroup.Kind;
import glassformer.engine.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolloutTest {
    private static final List<String> TEXT = List.of("a", "b");

    @Test
    void twoLayersAreTheProductOfTheirMeansWithTheResidual() {
        // Layer 1: heads at (1 0 / 1 0) and (1 0 / 0 1), mean (1 0 / .5 .5); with the residual (1 0 / .25 .75).
        Tensor first = Tensor.of(new float[] {1, 0, 1, 0, 1, 0, 0, 1}, 2, 2, 2);
        // Layer 2: both (1 0 / 1 0); with the residual (1 0 / .5 .5).
        Tensor second = Tensor.of(new float[] {1, 0, 1, 0, 1, 0, 1, 0}, 2, 2, 2);
        AttentionGroup group = new AttentionGroup(Kind.DECODER, TEXT, TEXT, List.of(first, second));
        List<Tensor> rollout = Rollout.of(group);
        assertThat(Rollout.means(group).getFirst().values()).containsExactly(1, 0, 0.5f, 0.5f);
        assertThat(rollout.getFirst().values()).containsExactly(1, 0, 0.25f, 0.75f);
        assertThat(rollout.get(1).values()).containsExactly(new float[] {1, 0, 0.625f, 0.375f}, within(1e-6f));
    }

    @Test
    void attentionToAnotherTextHasNoRollout() {
        AttentionGroup cross =
                new AttentionGroup(Kind.CROSS, TEXT, List.of("x"), List.of(Tensor.of(new float[] {1, 1}, 1, 2, 1)));
        assertThatThrownBy(() -> Rollout.of(cross)).isInstanceOf(IllegalArgumentException.class);
    }
}
