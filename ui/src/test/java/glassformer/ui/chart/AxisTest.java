package glassformer.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void linearTicksFallOnRoundNumbers() {
        assertThat(values(new Axis(0.13, 4.7, false), 5)).containsExactly(1.0, 2.0, 3.0, 4.0);
        assertThat(values(new Axis(0, 1000, false), 5)).containsExactly(0.0, 200.0, 400.0, 600.0, 800.0, 1000.0);
    }

    @Test
    void logarithmicTicksAreDecades() {
        assertThat(values(new Axis(0.5, 2000, true), 4)).containsExactly(1.0, 10.0, 100.0, 1000.0);
    }

    @Test
    void aNarrowLogarithmicAxisStillHasTicks() {
        assertThat(values(new Axis(2.1, 2.9, true), 4)).hasSizeBetween(3, 8);
    }

    @Test
    void tickCountStaysNearWhatIsWantedOverManyRanges() {
        for (double span = 1e-9; span < 1e12; span *= 1.7) {
            assertThat(new Axis(span * 0.37, span * 1.37, false).ticks(6)).hasSizeBetween(2, 12);
        }
    }

    @Test
    void fractionAndValueAreInverse() {
        for (boolean logarithmic : new boolean[] {false, true}) {
            var axis = new Axis(0.2, 90, logarithmic);
            assertThat(axis.value(axis.fraction(7.5))).isCloseTo(7.5, within(1e-9));
        }
    }

    @Test
    void aConstantGetsAnAxisAroundIt() {
        var axis = Axis.around(new Extent(3, 3), false, 0.06);
        assertThat(axis.fraction(3)).isCloseTo(0.5, within(1e-9));
    }

    private static List<Double> values(Axis axis, int wanted) {
        return axis.ticks(wanted).stream().map(Axis.Tick::value).toList();
    }
}
