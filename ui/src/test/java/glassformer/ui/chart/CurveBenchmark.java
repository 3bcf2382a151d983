package glassformer.ui.chart;

import glassformer.ui.Shown;
import java.util.Locale;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// How long a chart of two curves of a million points takes to redraw: commands alone, and down to pixels with
/// software rendering. Run by name; it prints, and asserts nothing, because a busy machine is not a broken chart.
@ExtendWith(ApplicationExtension.class)
class CurveBenchmark {
    @SuppressWarnings("NullAway.Init")
    private CurveChart chart;

    @Start
    void start(Stage stage) {
        var style = Shown.light();
        chart = new CurveChart(Shown.ENGLISH, style.paletteProperty(), "step");
        chart.series().add(CurveSeries.of("a", PolylineTest.million()));
        chart.series().add(CurveSeries.of("b", PolylineTest.million()));
        Shown.in(stage, style, chart, 980, 600);
    }

    @Test
    void redraw(FxRobot robot) {
        robot.interact(() -> {
            var image = new WritableImage(980, 600);
            for (int round = 0; round < 30; round++) {
                double extra = 1_000_000 + round;
                chart.series().forEach(s -> s.curve().append(extra, 0));
                long begin = System.nanoTime();
                chart.redrawNow();
                long drawn = System.nanoTime();
                chart.snapshot(null, image);
                long rendered = System.nanoTime();
                if (round % 10 == 9) report("a million points twice:", drawn - begin, rendered - drawn);
            }
            chart.series().forEach(s -> s.curve().truncateFrom(2));
            for (int round = 0; round < 20; round++) {
                long begin = System.nanoTime();
                chart.redrawNow();
                long drawn = System.nanoTime();
                chart.snapshot(null, image);
                if (round == 19) report("two points twice:", drawn - begin, System.nanoTime() - drawn);
            }
        });
    }

    @SuppressWarnings("SystemOut")
    private static void report(String what, long commands, long pixels) {
        System.out.printf(Locale.ROOT, "%s commands %.2f ms, pixels %.2f ms%n", what, commands / 1e6, pixels / 1e6);
    }
}
