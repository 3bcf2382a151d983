package glassformer.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class PolylineTest {
    private static final int WIDTH = 800;
    private final Polyline line = new Polyline();

    @Test
    void aSpikeAmongAMillionPointsReachesItsHeight() {
        var curve = million();
        curve.truncateFrom(765_432);
        curve.append(765_432, 50);
        for (int i = 765_433; i < 1_000_000; i++) curve.append(i, wave(i));
        Plot plot = plot(curve, 0, 60);
        line.trace(curve, plot);
        double highest = Double.POSITIVE_INFINITY;
        double at = Double.NaN;
        for (int i = 0; i < line.count(); i++) {
            if (line.py(i) < highest) {
                highest = line.py(i);
                at = line.px(i);
            }
        }
        assertThat(highest).isCloseTo(plot.py(50), within(1e-9));
        assertThat(at).isCloseTo(plot.px(765_432), within(1.0));
    }

    @Test
    void singlePointsFarOutsideAreThereHoweverFarOneZoomsIn() {
        int[] places = {0, 4095, 4096, 333_333, 765_432, 999_998};
        double[] ys = new double[1_000_000];
        for (int i = 0; i < ys.length; i++) ys[i] = wave(i);
        for (int place : places) ys[place] = place % 2 == 0 ? 50 : -50;
        var curve = new Curve();
        for (int i = 0; i < ys.length; i++) curve.append(i, ys[i]);
        for (int place : places) {
            for (double length = 1e6; length > 4; length /= 1.7) {
                for (double before : new double[] {0.03, 0.5, 0.97}) {
                    var xAxis = new Axis(place - before * length, place + (1 - before) * length, false);
                    var plot = new Plot(0, 0, WIDTH, 400, xAxis, new Axis(-60, 60, false));
                    line.trace(curve, plot);
                    assertThat(reaches(plot.px(place), plot.py(ys[place])))
                            .as("spike at %d, %f points in view", place, length)
                            .isTrue();
                }
            }
        }
    }

    private boolean reaches(double x, double y) {
        for (int i = 0; i < line.count(); i++) {
            if (Math.abs(line.px(i) - x) <= 1 && Math.abs(line.py(i) - y) < 1e-9) return true;
        }
        return false;
    }

    @Test
    void aMillionPointsNeedAtMostFourCornersAColumn() {
        var curve = million();
        line.trace(curve, plot(curve, -2, 2));
        assertThat(line.count()).isBetween(WIDTH, 4 * (WIDTH + 1));
    }

    @Test
    void fewPointsAreDrawnExactly() {
        var curve = new Curve();
        for (int i = 0; i < 5; i++) curve.append(i, i * i);
        Plot plot = plot(curve, 0, 16);
        line.trace(curve, plot);
        assertThat(line.count()).isEqualTo(5);
        assertThat(line.px(3)).isEqualTo(plot.px(3));
        assertThat(line.py(3)).isEqualTo(plot.py(9));
    }

    @Test
    void aGapPartsTheLineInTwo() {
        var curve = new Curve();
        for (int i = 0; i < 9; i++) curve.append(i, i == 4 ? Double.NaN : i);
        line.trace(curve, plot(curve, 0, 9));
        var lengths = new ArrayList<Integer>();
        line.forEachStretch((px, py, count) -> lengths.add(count));
        assertThat(lengths).containsExactly(4, 4);
    }

    @Test
    void zoomedInTheLineRunsOutOfBothEdges() {
        var curve = million();
        var xAxis = new Axis(1000.5, 1010.5, false);
        line.trace(curve, new Plot(0, 0, WIDTH, 400, xAxis, new Axis(-2, 2, false)));
        assertThat(line.count()).isEqualTo(12);
        assertThat(line.px(0)).isNegative();
        assertThat(line.px(11)).isGreaterThan(WIDTH);
    }

    static Curve million() {
        var curve = new Curve();
        for (int i = 0; i < 1_000_000; i++) curve.append(i, wave(i));
        return curve;
    }

    private static double wave(int i) {
        return Math.sin(i * 0.37) + 0.3 * Math.sin(i * 1e-5);
    }

    private static Plot plot(Curve curve, double low, double high) {
        return new Plot(0, 0, WIDTH, 400, Axis.around(curve.xExtent(), false, 0), new Axis(low, high, false));
    }
}
