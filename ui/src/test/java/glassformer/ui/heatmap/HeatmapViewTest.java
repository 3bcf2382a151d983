package glassformer.ui.heatmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.ui.Shown;
import glassformer.ui.Wheel;
import glassformer.ui.theme.ThemeStyle;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class HeatmapViewTest {
    private static final int SIZE = 16;

    @SuppressWarnings("NullAway.Init")
    private HeatmapView view;

    @SuppressWarnings("NullAway.Init")
    private ThemeStyle style;

    @Start
    void start(Stage stage) {
        style = Shown.light();
        view = new HeatmapView(Shown.ENGLISH, style.paletteProperty());
        var values = new float[SIZE * SIZE];
        for (int i = 0; i < values.length; i++) values[i] = i / (float) (values.length - 1);
        view.matrixProperty().set(new Matrix(SIZE, SIZE, values));
        Shown.in(stage, style, view, 500, 520);
    }

    @Test
    void hoveringReadsPlaceAndValue(FxRobot robot) {
        robot.moveTo(cell(3, 5));
        assertThat(view.readoutProperty().get()).isEqualTo(new CellValue(3, 5, (3 * SIZE + 5) / 255f));
    }

    @Test
    void aSquareMatrixHasSquareCellsAndAHighNarrowOneWideCells(FxRobot robot) {
        HeatmapLayout square = Objects.requireNonNull(view.cells());
        assertThat(square.cellWidth()).isCloseTo(square.cellHeight(), within(0.1));
        robot.interact(() -> view.matrixProperty().set(new Matrix(12, 4, new float[48])));
        WaitForAsyncUtils.waitForFxEvents();
        HeatmapLayout narrow = Objects.requireNonNull(view.cells());
        assertThat(narrow.cellWidth() / narrow.cellHeight()).isBetween(2.0, 2.6);
        assertThat(narrow.left() + narrow.width()).isLessThanOrEqualTo(view.getWidth());
    }

    @Test
    void pixelsHaveTheColoursOfTheirValuesInBothThemes(FxRobot robot) {
        for (int round = 0; round < 2; round++) {
            WaitForAsyncUtils.waitForFxEvents();
            robot.interact(() -> {
                var image = view.snapshot(null, null);
                var layout = Objects.requireNonNull(view.cells());
                Color expected = style.paletteProperty().get().heat().colour((9 * SIZE + 2) / 255.0);
                int x = (int) layout.x(2.5);
                int y = (int) layout.y(9.3);
                assertThat(image.getPixelReader().getColor(x, y)).isEqualTo(expected);
            });
            robot.interact(style::toggle);
        }
    }

    @Test
    void aClickSelectsAndArrowsMove(FxRobot robot) {
        robot.clickOn(cell(4, 4), MouseButton.PRIMARY)
                .type(KeyCode.DOWN)
                .type(KeyCode.LEFT)
                .type(KeyCode.LEFT);
        assertThat(view.selectionProperty().get()).isEqualTo(new Cell(5, 2));
    }

    @Test
    void theSelectionStopsAtTheEdge(FxRobot robot) {
        robot.clickOn(cell(0, 0), MouseButton.PRIMARY).type(KeyCode.UP).type(KeyCode.LEFT);
        assertThat(view.selectionProperty().get()).isEqualTo(new Cell(0, 0));
    }

    @Test
    void theWheelZoomsAndADoubleClickShowsEverything(FxRobot robot) {
        var mouse = cell(8, 8);
        robot.interact(() -> Wheel.up(view.canvas(), mouse, 3));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(Objects.requireNonNull(view.cells()).window().rows()).isLessThan(SIZE);
        robot.moveTo(cell(8, 8));
        assertThat(Objects.requireNonNull(view.readoutProperty().get()).row()).isEqualTo(8);
        robot.doubleClickOn(cell(8, 8), MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(Objects.requireNonNull(view.cells()).window().rows()).isEqualTo(SIZE);
    }

    @Test
    void labelsAreSpokenWithTheSelection(FxRobot robot) {
        robot.interact(() -> {
            view.setLabels(List.of("the", " cat"), List.of("the", " cat"));
            view.selectionProperty().set(new Cell(1, 0));
            assertThat(view.queryAccessibleAttribute(AccessibleAttribute.TEXT))
                    .asString()
                    .startsWith("cat → the: 0.06275");
        });
    }

    @Test
    void withoutAMatrixASentenceSaysSo(FxRobot robot) {
        robot.interact(() -> view.matrixProperty().set(null));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup(".empty-state").queryAs(Label.class).isVisible())
                .isTrue();
    }

    private Point2D cell(int row, int column) {
        WaitForAsyncUtils.waitForFxEvents();
        var layout = Objects.requireNonNull(view.cells());
        return view.localToScreen(layout.x(column + 0.5), layout.y(row + 0.5));
    }
}
