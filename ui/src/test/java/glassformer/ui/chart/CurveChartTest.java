package glassformer.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.ui.Shown;
import glassformer.ui.Wheel;
import java.io.IOException;
import java.util.Objects;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class CurveChartTest {
    private final Curve train = new Curve();
    private final Curve validation = new Curve();

    @SuppressWarnings("NullAway.Init")
    private CurveChart chart;

    @Start
    void start(Stage stage) {
        var style = Shown.light();
        chart = new CurveChart(Shown.ENGLISH, style.paletteProperty(), "step");
        for (int i = 0; i <= 100; i++) train.append(i, 4 - i * 0.03);
        for (int i = 0; i <= 100; i += 25) validation.append(i, 4.5 - i * 0.03);
        chart.series()
                .setAll(
                        CurveSeries.of("train", train),
                        CurveSeries.of("validation", validation).asDashed());
        Shown.in(stage, style, chart, 700, 400);
    }

    @Test
    void hoveringReadsTheNearestPointOfEachSeries(FxRobot robot) {
        robot.moveTo(at(62, 3));
        var readout = Objects.requireNonNull(chart.readoutProperty().get());
        assertThat(readout.x()).isEqualTo(62);
        assertThat(readout.entries()).extracting(e -> e.series().name()).containsExactly("train", "validation");
        assertThat(readout.entries().get(0).y()).isCloseTo(4 - 62 * 0.03, within(1e-12));
        assertThat(readout.entries().get(1).x()).isEqualTo(50);
    }

    @Test
    void theWheelZoomsAroundTheMouse(FxRobot robot) {
        var mouse = at(80, 3);
        robot.interact(() -> Wheel.up(canvas(), mouse, 3));
        var view = Objects.requireNonNull(chart.viewProperty().get());
        assertThat(view.length()).isLessThan(60);
        assertThat(view.low()).isLessThan(80);
        assertThat(view.high()).isGreaterThan(80);
    }

    @Test
    void aDragZoomsAndADoubleClickShowsEverythingAgain(FxRobot robot) {
        robot.drag(at(20, 3), MouseButton.PRIMARY).dropTo(at(60, 3));
        var view = Objects.requireNonNull(chart.viewProperty().get());
        assertThat(view.low()).isCloseTo(20, within(1.0));
        assertThat(view.high()).isCloseTo(60, within(1.0));
        robot.doubleClickOn(at(40, 3), MouseButton.PRIMARY);
        assertThat(chart.viewProperty().get()).isNull();
    }

    @Test
    void aDragWithTheMiddleButtonMovesWhatIsInViewAndStopsAtTheEnd(FxRobot robot) {
        robot.interact(() -> {
            chart.viewProperty().set(new Extent(40, 60));
            chart.redrawNow();
        });
        robot.drag(at(55, 2.6), MouseButton.MIDDLE).dropTo(at(45, 2.6));
        var view = Objects.requireNonNull(chart.viewProperty().get());
        assertThat(view.low()).isCloseTo(50, within(0.3));
        assertThat(view.length()).isCloseTo(20, within(1e-9));
        var mouse = canvas().localToScreen(600, 100);
        for (int i = 0; i < 4; i++) robot.drag(mouse, MouseButton.MIDDLE).dropBy(-450, 0);
        assertThat(Objects.requireNonNull(chart.viewProperty().get())).isEqualTo(new Extent(80, 100));
    }

    @Test
    void aDragWithShiftPansRatherThanZooms(FxRobot robot) {
        robot.interact(() -> {
            chart.viewProperty().set(new Extent(40, 60));
            chart.redrawNow();
            Plot plot = Objects.requireNonNull(chart.plot());
            // The robot's mouse knows no Shift.
            fire(MouseEvent.MOUSE_PRESSED, plot.px(55));
            fire(MouseEvent.MOUSE_DRAGGED, plot.px(50));
            fire(MouseEvent.MOUSE_RELEASED, plot.px(45));
        });
        var view = Objects.requireNonNull(chart.viewProperty().get());
        assertThat(view.low()).isCloseTo(50, within(1e-9));
        assertThat(view.length()).isCloseTo(20, within(1e-9));
    }

    private void fire(EventType<MouseEvent> type, double x) {
        boolean down = type != MouseEvent.MOUSE_RELEASED;
        canvas().fireEvent(new MouseEvent(
                type,
                x,
                100,
                x,
                100,
                MouseButton.PRIMARY,
                1,
                true,
                false,
                false,
                false,
                down,
                false,
                false,
                false,
                false,
                false,
                null));
    }

    @Test
    void keysPan(FxRobot robot) {
        robot.interact(() -> {
            chart.viewProperty().set(new Extent(40, 60));
            chart.requestFocus();
        });
        robot.press(KeyCode.SHIFT).type(KeyCode.RIGHT).release(KeyCode.SHIFT);
        assertThat(chart.viewProperty().get()).isEqualTo(new Extent(42, 62));
        robot.type(KeyCode.PAGE_UP).type(KeyCode.PAGE_UP).type(KeyCode.PAGE_UP);
        assertThat(chart.viewProperty().get()).isEqualTo(new Extent(0, 20));
    }

    @Test
    void arrowKeysMoveTheCrosshairFromPointToPoint(FxRobot robot) {
        robot.clickOn(at(50, 3), MouseButton.PRIMARY)
                .type(KeyCode.RIGHT)
                .type(KeyCode.RIGHT)
                .type(KeyCode.LEFT);
        assertThat(Objects.requireNonNull(chart.readoutProperty().get()).x()).isEqualTo(51);
    }

    @Test
    void nothingIsRedrawnUntilSomethingChanges(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        var before = chart.plot();
        robot.interact(() -> assertThat(chart.redrawPending()).isFalse());
        robot.interact(() -> {
            train.append(101, 1);
            train.append(150, 1);
            assertThat(chart.redrawPending()).isTrue();
        });
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(Objects.requireNonNull(chart.plot()).xAxis().high()).isEqualTo(150);
        assertThat(chart.plot()).isNotEqualTo(before);
    }

    @Test
    void hidingASeriesLeavesItOutOfPictureAndReadout(FxRobot robot) {
        robot.clickOn("validation").moveTo(at(10, 3));
        assertThat(Objects.requireNonNull(chart.readoutProperty().get()).entries())
                .hasSize(1);
        assertThat(chart.hiddenSeries()).extracting(CurveSeries::name).containsExactly("validation");
    }

    @Test
    void csvHoldsWhatIsInView(FxRobot robot) throws IOException {
        robot.interact(() -> chart.viewProperty().set(new Extent(24, 26)));
        var out = new StringBuilder();
        chart.writeCsv(out);
        assertThat(out.toString().lines().map(line -> line.split(",")[0])).containsExactly("step", "24", "25", "26");
    }

    @Test
    void withoutPointsASentenceSaysSo(FxRobot robot) {
        robot.interact(() -> chart.series().clear());
        WaitForAsyncUtils.waitForFxEvents();
        var label = robot.lookup(".empty-state").queryAs(Label.class);
        assertThat(label.isVisible()).isTrue();
        assertThat(label.getText()).startsWith("No points yet.");
    }

    @Test
    void aScreenReaderHearsASummary(FxRobot robot) {
        robot.interact(() -> assertThat(chart.queryAccessibleAttribute(AccessibleAttribute.TEXT))
                .asString()
                .startsWith("train: 101 points, step 0 to 100. From 4 to 1; lowest 1 at step 100, highest 4."));
    }

    private Node canvas() {
        return Objects.requireNonNull(chart.lookup("Canvas"));
    }

    private Point2D at(double x, double y) {
        WaitForAsyncUtils.waitForFxEvents();
        Plot plot = Objects.requireNonNull(chart.plot());
        return canvas().localToScreen(plot.px(x), plot.py(y));
    }
}
