package glassformer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.BadInputException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LongTextTest {
    @Test
    void truncationKeepsTheEndsItNames() {
        int[] ids = IntStream.range(0, 10).toArray();

        assertThat(Truncation.HEAD.apply(ids, 4)).containsExactly(0, 1, 2, 3);
        assertThat(Truncation.TAIL.apply(ids, 4)).containsExactly(6, 7, 8, 9);
        assertThat(Truncation.HEAD_AND_TAIL.apply(ids, 4)).containsExactly(0, 7, 8, 9);
    }

    @Test
    void headAndTailOf510Are128And382() {
        int[] kept = Truncation.HEAD_AND_TAIL.apply(IntStream.range(0, 1000).toArray(), 510);

        assertThat(kept).hasSize(510).contains(127, 618).doesNotContain(128, 617);
    }

    @Test
    void aShortTextStaysWhole() {
        for (Truncation truncation : Truncation.values()) {
            assertThat(truncation.apply(new int[] {1, 2}, 2)).containsExactly(1, 2);
        }
    }

    @Test
    void windowsShareTheirOverlapAndReachTheEnd() {
        List<int[]> windows = new SlidingWindows(4, 1).of(IntStream.range(0, 9).toArray());

        assertThat(windows).hasSize(3);
        assertThat(windows.get(0)).containsExactly(0, 1, 2, 3);
        assertThat(windows.get(1)).containsExactly(3, 4, 5, 6);
        assertThat(windows.get(2)).containsExactly(6, 7, 8);
    }

    @Test
    void aTextThatFitsIsOneWindow() {
        assertThat(new SlidingWindows(4, 3).of(new int[] {1, 2, 3, 4})).hasSize(1);
        assertThat(new SlidingWindows(4, 3).of(new int[0])).hasSize(1);
    }

    @Test
    void anOverlapAsLongAsTheWindowIsAnError() {
        assertThatThrownBy(() -> new SlidingWindows(4, 4))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("overlap by 4");
    }

    @Test
    void meanAndMaximumPoolProbabilities() {
        List<double[]> windows = List.of(new double[] {0.6, 0.4}, new double[] {0.6, 0.4}, new double[] {0, 1});

        assertThat(Pooling.MEAN.pool(windows)).containsExactly(new double[] {0.4, 0.6}, within(1e-12));
        assertThat(Pooling.MAX.pool(windows)).containsExactly(new double[] {0.375, 0.625}, within(1e-12));
    }

    @Test
    void contextGrowsEvenlyInMultiplesAndThenStays() {
        LengthCurriculum curriculum = new LengthCurriculum(16, 100, 84, 8);

        assertThat(curriculum.contextAt(0)).isEqualTo(16);
        assertThat(curriculum.contextAt(7)).isEqualTo(16);
        assertThat(curriculum.contextAt(8)).isEqualTo(24);
        assertThat(curriculum.contextAt(83)).isEqualTo(96);
        assertThat(curriculum.contextAt(84)).isEqualTo(100);
        assertThat(curriculum.contextAt(1_000_000)).isEqualTo(100);
    }

    @Test
    void aContextThatShrinksIsAnError() {
        assertThatThrownBy(() -> new LengthCurriculum(64, 32, 10, 8)).isInstanceOf(BadInputException.class);
    }
}
