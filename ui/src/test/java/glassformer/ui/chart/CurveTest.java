package glassformer.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CurveTest {
    @Test
    void extentOfEveryStretchEqualsABruteForceSearch() {
        var random = new Random(7);
        var curve = new Curve();
        for (int i = 0; i < 5000; i++) curve.append(i, i % 97 == 3 ? Double.NaN : random.nextGaussian());
        for (int trial = 0; trial < 2000; trial++) {
            int from = random.nextInt(5000);
            int to = from + random.nextInt(5001 - from);
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int i = from; i < to; i++) {
                if (Double.isNaN(curve.y(i))) continue;
                low = Math.min(low, curve.y(i));
                high = Math.max(high, curve.y(i));
            }
            assertThat(curve.yExtent(from, to)).isEqualTo(new Extent(low, high));
        }
    }

    @Test
    void nearestIndexPicksTheCloserNeighbour() {
        var curve = curve(0, 10, 20, 100);
        assertThat(curve.nearestIndex(14.9)).isEqualTo(1);
        assertThat(curve.nearestIndex(15.1)).isEqualTo(2);
        assertThat(curve.nearestIndex(-5)).isZero();
        assertThat(curve.nearestIndex(1e9)).isEqualTo(3);
        assertThat(new Curve().nearestIndex(1)).isEqualTo(-1);
    }

    @Test
    void truncatingForgetsLaterPointsAndTheirExtremes() {
        var curve = new Curve();
        for (int i = 0; i < 100; i++) curve.append(i, i == 80 ? 1e6 : i);
        curve.truncateFrom(50);
        assertThat(curve.size()).isEqualTo(50);
        assertThat(curve.yExtent(0, 50)).isEqualTo(new Extent(0, 49));
        curve.append(50, 7);
        assertThat(curve.yExtent(0, 51)).isEqualTo(new Extent(0, 49));
    }

    @Test
    void xThatFallsIsRefused() {
        var curve = curve(5);
        assertThatThrownBy(() -> curve.append(4, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4.0 comes after 5.0");
    }

    @Test
    void smoothingAConstantLeavesItAsItIs() {
        var curve = new Curve();
        for (int i = 0; i < 20; i++) curve.append(i, 3.5);
        var average = new Smoothing(curve, 0.9).curve();
        for (int i = 0; i < 20; i++) assertThat(average.y(i)).isCloseTo(3.5, within(1e-12));
    }

    @Test
    void smoothingGrownPointByPointEqualsTheWeightedMean() {
        var curve = new Curve();
        var smoothing = new Smoothing(curve, 0.8);
        double[] ys = {4, 2, 7, 1};
        for (int i = 0; i < ys.length; i++) {
            curve.append(i, ys[i]);
            smoothing.curve();
        }
        double weighted = 0;
        double total = 0;
        for (int i = 0; i < ys.length; i++) {
            double weight = Math.pow(0.8, ys.length - 1 - i);
            weighted += weight * ys[i];
            total += weight;
        }
        assertThat(smoothing.curve().y(3)).isCloseTo(weighted / total, within(1e-12));
    }

    private static Curve curve(double... xs) {
        var curve = new Curve();
        for (double x : xs) curve.append(x, x * 2);
        return curve;
    }
}
