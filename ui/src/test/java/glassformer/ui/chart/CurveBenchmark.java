package glassformer.ui.chart;

import com.sun.management.OperatingSystemMXBean;
import glassformer.ui.Shown;
import java.lang.management.ManagementFactory;
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
            measure("a million points twice");
            chart.series().forEach(s -> s.curve().truncateFrom(2));
            measure("two points twice");
        });
    }

    private void measure(String what) {
        var image = new WritableImage(980, 600);
        for (int round = 0; round < 20; round++) draw(image);
        long commands = Long.MAX_VALUE;
        long cpu = cpuTime();
        for (int round = 0; round < 20; round++) commands = Math.min(commands, draw(image));
        report(what, commands, (cpuTime() - cpu) / 20);
    }

    private long draw(WritableImage image) {
        long begin = System.nanoTime();
        chart.redrawNow();
        long drawn = System.nanoTime();
        chart.snapshot(null, image);
        return drawn - begin;
    }

    private static long cpuTime() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    @SuppressWarnings("SystemOut")
    private static void report(String what, long commands, long cpu) {
        System.out.printf(
                Locale.ROOT, "%s: commands %.2f ms, all with pixels %.2f ms of CPU%n", what, commands / 1e6, cpu / 1e6);
    }
}
