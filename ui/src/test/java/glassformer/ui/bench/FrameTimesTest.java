package glassformer.ui.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FrameTimesTest {
    @Test
    void percentilesAreTheNearestRanks() {
        long[] times =
                LongStream.rangeClosed(1, 100).map(i -> (101 - i) * 1_000_000).toArray();
        assertThat(FrameTimes.of(times)).isEqualTo(new FrameTimes(100, 50, 95, 100));
    }

    @Test
    void nothingMeasuredIsNoResult() {
        assertThatIllegalArgumentException().isThrownBy(() -> FrameTimes.of(new long[0]));
    }
}
