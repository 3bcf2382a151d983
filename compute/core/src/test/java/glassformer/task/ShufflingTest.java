package glassformer.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShufflingTest {
    @Test
    void eachPassShowsEveryExampleOnce() {
        Shuffling shuffling = new Shuffling(7, 3);
        for (int pass = 0; pass < 3; pass++) {
            int from = pass * 7;
            assertThat(IntStream.range(from, from + 7).map(shuffling::at).sorted())
                    .containsExactly(0, 1, 2, 3, 4, 5, 6);
        }
    }

    @Test
    void passesAreInDifferentOrders() {
        Shuffling shuffling = new Shuffling(50, 3);
        int[] first = IntStream.range(0, 50).map(shuffling::at).toArray();
        int[] second = IntStream.range(50, 100).map(shuffling::at).toArray();
        assertThat(first).isNotEqualTo(second);
        assertThat(IntStream.range(0, 50).map(new Shuffling(50, 3)::at).toArray())
                .isEqualTo(first);
    }
}
