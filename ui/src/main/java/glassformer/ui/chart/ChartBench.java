package glassformer.ui.chart;

import glassformer.ui.bench.FrameTimes;
import glassformer.ui.common.Texts;
import glassformer.ui.theme.Palette;
import java.util.SplittableRandom;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;

/// A chart of three noisy curves of a million points with single points far outside, panned and zoomed frame by frame.
/// Use on the JavaFX thread.
public final class ChartBench {
    private static final int POINTS = 1_000_000;
    private static final int CURVES = 3;
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final int WARM_UP = 60;

    private final CurveChart chart;
    private final WritableImage pixels = new WritableImage(WIDTH, HEIGHT);

    public ChartBench(Texts texts, ObservableValue<Palette> palette) {
        chart = new CurveChart(texts, palette, "step");
        for (int c = 0; c < CURVES; c++) chart.series().add(CurveSeries.of("curve " + (c + 1), curve(c)));
        var scene = new Scene(chart, WIDTH, HEIGHT);
        scene.getRoot().applyCss();
        chart.resize(WIDTH, HEIGHT);
        chart.layout();
    }

    /// @param draw   from the change of the view until everything is handed to the renderer
    /// @param pixels the same and the picture's pixels, by software where the toolkit has no graphics card
    public record Result(FrameTimes draw, FrameTimes pixels) {}

    public Result measure(int frames) {
        long[] draws = new long[frames];
        long[] whole = new long[frames];
        for (int i = -WARM_UP; i < frames; i++) {
            look(Math.floorMod(i, frames) / (double) frames);
            long begin = System.nanoTime();
            chart.redrawNow();
            long drawn = System.nanoTime();
            chart.snapshot(null, pixels);
            if (i < 0) continue;
            draws[i] = drawn - begin;
            whole[i] = System.nanoTime() - begin;
        }
        return new Result(FrameTimes.of(draws), FrameTimes.of(whole));
    }

    /// In the first half ever closer to a spike and away from it, then along the curves.
    private void look(double at) {
        if (at < 0.5) {
            double closeness = Math.sin(at * 2 * Math.PI); // 0 to 1 to 0
            double length = POINTS * Math.pow(1e-4, closeness);
            chart.zoomTo(new Extent(POINTS * 0.3 - length * 0.3, POINTS * 0.3 + length * 0.7));
        } else {
            if (chart.viewProperty().get() == null) chart.zoomTo(new Extent(0, POINTS * 0.4));
            double low = POINTS * 0.6 * (at - 0.5) * 2;
            chart.panTo(new Extent(low, low + POINTS * 0.4));
        }
    }

    private static Curve curve(int number) {
        var random = new SplittableRandom(number);
        var curve = new Curve();
        for (int i = 0; i < POINTS; i++) {
            double noise = random.nextGaussian() * 0.3;
            double spike = i % 100_000 == 30_000 + 7 * number ? 12 : 0;
            curve.append(i, 3 + number + 4 / (1 + i * 1e-5) + noise + spike);
        }
        return curve;
    }
}
