package glassformer.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.ui.Shown;
import glassformer.ui.Wheel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.ScrollBar;
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
class ColouredTokensTest {
    @SuppressWarnings("NullAway.Init")
    private ColouredTokens view;

    @Start
    void start(Stage stage) {
        var style = Shown.light();
        view = new ColouredTokens(Shown.ENGLISH, style.paletteProperty());
        view.setTokens(List.of(new Token(7, "Hello"), new Token(8, " world\n"), new Token(9, "again")));
        Shown.in(stage, style, view, 500, 300);
    }

    @Test
    void theTokenUnderTheMouseIsTold(FxRobot robot) {
        robot.moveTo(view.localToScreen(30, 20));
        assertThat(view.pointedProperty().get()).isZero();
        robot.moveTo(view.localToScreen(90, 20));
        assertThat(view.pointedProperty().get()).isEqualTo(1);
    }

    @Test
    void aLineBreakInATokenBeginsANewLine(FxRobot robot) {
        robot.moveTo(view.localToScreen(30, 45));
        assertThat(view.pointedProperty().get()).isEqualTo(2);
    }

    @Test
    void arrowsWalkThroughTheTokens(FxRobot robot) {
        robot.clickOn(view.localToScreen(30, 20), MouseButton.PRIMARY).type(KeyCode.RIGHT);
        assertThat(view.selectedProperty().get()).isEqualTo(1);
        robot.interact(() -> assertThat(view.queryAccessibleAttribute(AccessibleAttribute.TEXT))
                .isEqualTo(" world⏎, id 8 · position 2"));
        robot.type(KeyCode.DOWN).type(KeyCode.DOWN);
        assertThat(view.selectedProperty().get()).isEqualTo(2);
    }

    @Test
    void twentyThousandTokensShowAndScrollWithoutFreezing(FxRobot robot) {
        var many = new ArrayList<Token>();
        for (int i = 0; i < 20_000; i++) many.add(new Token(i, " w" + i % 3000));
        long begin = System.nanoTime();
        robot.interact(() -> view.setTokens(many));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
        var mouse = view.localToScreen(100, 100);
        robot.interact(() -> Wheel.down(Objects.requireNonNull(view.lookup("Canvas")), mouse, 5));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup(".scroll-bar").queryAs(ScrollBar.class).getValue())
                .isPositive();
        robot.interact(view::requestFocus).type(KeyCode.END);
        assertThat(view.selectedProperty().get()).isEqualTo(19_999);
    }
}
