package glassformer.ui.heatmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.ui.Shown;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javafx.geometry.Point2D;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class HeatmapGridTest {
    @SuppressWarnings("NullAway.Init")
    private HeatmapGrid grid;

    @Start
    void start(Stage stage) {
        var style = Shown.light();
        grid = new HeatmapGrid(Shown.ENGLISH, style.paletteProperty());
        grid.setPatterns(patterns(6, 4));
        var scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        Shown.in(stage, style, scroll, 500, 600);
    }

    @Test
    void aClickChoosesTheHeadUnderIt(FxRobot robot) {
        robot.clickOn(thumb(2, 3), MouseButton.PRIMARY);
        assertThat(grid.selectionProperty().get()).isEqualTo(new Head(2, 3));
        assertThat(new Head(2, 3).label()).isEqualTo("L3 H4");
    }

    @Test
    void arrowsMoveBetweenHeadsAndStopAtTheEdges(FxRobot robot) {
        robot.clickOn(thumb(0, 0), MouseButton.PRIMARY)
                .type(KeyCode.DOWN)
                .type(KeyCode.RIGHT)
                .type(KeyCode.RIGHT)
                .type(KeyCode.UP)
                .type(KeyCode.UP);
        assertThat(grid.selectionProperty().get()).isEqualTo(new Head(0, 2));
    }

    @Test
    void aSelectionThatNoLongerExistsIsDropped(FxRobot robot) {
        robot.interact(() -> {
            grid.selectionProperty().set(new Head(5, 3));
            grid.setPatterns(patterns(2, 2));
        });
        assertThat(grid.selectionProperty().get()).isNull();
    }

    @Test
    void twelveByTwelveHeadsFitIntoTheWidth(FxRobot robot) {
        robot.interact(() -> grid.setPatterns(patterns(12, 12)));
        WaitForAsyncUtils.waitForFxEvents();
        // The pulse that lays out may come late on a busy machine.
        robot.interact(() -> grid.getScene().getRoot().layout());
        var layout = Objects.requireNonNull(grid.thumbs());
        assertThat(layout.width()).isLessThanOrEqualTo(500);
        assertThat(grid.getHeight()).isGreaterThanOrEqualTo(layout.height());
    }

    @Test
    void raggedLayersAreRefused(FxRobot robot) {
        var ragged = List.of(List.of(one()), List.of(one(), one()));
        robot.interact(
                () -> assertThatThrownBy(() -> grid.setPatterns(ragged)).hasMessageContaining("same number of heads"));
    }

    private Point2D thumb(int layer, int head) {
        WaitForAsyncUtils.waitForFxEvents();
        var layout = Objects.requireNonNull(grid.thumbs());
        return grid.localToScreen(layout.x(head) + 20, layout.y(layer) + 20);
    }

    private static List<List<Matrix>> patterns(int layers, int heads) {
        return IntStream.range(0, layers)
                .mapToObj(l -> IntStream.range(0, heads).mapToObj(h -> one()).toList())
                .toList();
    }

    private static Matrix one() {
        return new Matrix(2, 2, new float[] {1, 0, 0.5f, 0.5f});
    }
}
