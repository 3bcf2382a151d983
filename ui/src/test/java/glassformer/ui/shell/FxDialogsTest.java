package glassformer.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.ui.Shown;
import glassformer.ui.shell.Dialogs.Question;
import glassformer.ui.shell.Dialogs.Unsaved;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.service.query.NodeQuery;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class FxDialogsTest {
    private static final Question DELETE = new Question("Delete the run?", "Its checkpoints go too.", "Delete", true);

    @SuppressWarnings("NullAway.Init")
    private FxDialogs dialogs;

    @Start
    void start(Stage stage) {
        var style = Shown.light();
        Shown.in(stage, style, new StackPane(), 700, 500);
        dialogs = new FxDialogs(Shown.ENGLISH, style, () -> stage);
    }

    @Test
    void theActionButtonConfirms(FxRobot robot) throws Exception {
        assertThat(answer(robot, () -> dialogs.confirm(DELETE), "Delete")).isTrue();
    }

    @Test
    void cancelDoesNotConfirm(FxRobot robot) throws Exception {
        assertThat(answer(robot, () -> dialogs.confirm(DELETE), "Cancel")).isFalse();
    }

    @Test
    void unsavedChangesCanBeDiscarded(FxRobot robot) throws Exception {
        assertThat(answer(robot, () -> dialogs.unsavedChanges("tiny"), "Discard changes"))
                .isEqualTo(Unsaved.DISCARD);
    }

    private static <T> T answer(FxRobot robot, Callable<T> question, String button) throws Exception {
        var result = WaitForAsyncUtils.asyncFx(question);
        WaitForAsyncUtils.waitFor(
                10, TimeUnit.SECONDS, () -> buttons(robot, button).tryQuery().isPresent());
        // The window has a place on the screen only after its first pulses.
        WaitForAsyncUtils.waitForFxEvents();
        robot.clickOn(buttons(robot, button).queryAs(Button.class));
        return result.get(10, TimeUnit.SECONDS);
    }

    private static NodeQuery buttons(FxRobot robot, String text) {
        return robot.lookup(node -> node instanceof Button b
                && text.equals(b.getText())
                && b.getScene().getWindow().isShowing()
                && b.getWidth() > 0);
    }
}
