package glassformer.train;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.data.LengthCurriculum;
import glassformer.engine.Batch;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrowingBatchesTest {
    private final TokenSource text = TokenSource.of(IntStream.range(0, 500).toArray());
    private final GrowingBatches growing = new GrowingBatches(text, new LengthCurriculum(8, 32, 24, 8));

    @Test
    void windowsGrowWithTheStepsUpToTheContext() {
        assertThat(IntStream.of(1, 8, 9, 17, 24, 25, 1000).map(step -> length(step)))
                .containsExactly(8, 8, 16, 24, 24, 32, 32);
    }

    @Test
    void aShortWindowIsTextAndWhatFollowsIt() {
        Batch batch = growing.microBatches(3, 1, 2, 4).get(1);
        for (int row = 0; row < 4; row++) {
            int first = batch.input().ids()[row * 8];
            assertThat(batch.input().row(row).ids())
                    .isEqualTo(IntStream.range(first, first + 8).toArray());
        }
    }

    @Test
    void afterItsGrowthItDrawsWhatTheWholeContextWouldDraw() {
        List<Batch> whole = new BatchSampler(text, 32, "training").microBatches(3, 40, 2, 4);
        List<Batch> grown = growing.microBatches(3, 40, 2, 4);
        assertThat(grown.get(1).input().ids()).isEqualTo(whole.get(1).input().ids());
    }

    private int length(int step) {
        return growing.microBatches(1, step, 1, 2).getFirst().input().length();
    }
}
