package glassformer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final Tokens PADDED = new Tokens(new int[] {1, 2, 9, 3, 9, 9}, null, new int[] {2, 1}, 2, 3);

    @Test
    void rowIsATextWithoutItsPadding() {
        assertThat(PADDED.row(0).ids()).containsExactly(1, 2);
        assertThat(PADDED.row(1).ids()).containsExactly(3);
        assertThat(PADDED.count()).isEqualTo(3);
        assertThat(new Batch(PADDED, Tokens.of(new int[4], 2, 2), List.of()).tokens())
                .isEqualTo(7);
    }

    @Test
    void sizesThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> Tokens.of(new int[5], 2, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Tokens(new int[2], null, new int[] {0, 1}, 2, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Batch(PADDED, null, List.of(new Labels.Classes("mlm", new int[5]))))
                .isInstanceOf(IllegalArgumentException.class);
        Labels one = new Labels.Classes("nsp", new int[2]);
        assertThatThrownBy(() -> new Batch(PADDED, null, List.of(one, one)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nsp");
    }

    @Test
    void meanOverBatchesCountsEachLabelOnce() {
        MeanEvaluation mean = new MeanEvaluation();
        mean.add(batch(1, 2, Labels.IGNORED, 3), new Evaluation(9, Map.of("mlm", 2.0)));
        mean.add(batch(1, Labels.IGNORED, Labels.IGNORED, Labels.IGNORED), new Evaluation(9, Map.of("mlm", 6.0)));
        assertThat(mean.count()).isEqualTo(4);
        assertThat(mean.mean().byHead().get("mlm")).isCloseTo(3, within(1e-12));
        assertThat(mean.mean().loss()).isCloseTo(1.5, within(1e-12));
    }

    private static Batch batch(int... labels) {
        return new Batch(Tokens.of(new int[4], 2, 2), null, List.of(new Labels.Classes("mlm", labels, 0.5, 0)));
    }
}
