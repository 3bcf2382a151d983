package glassformer.ui.window;

import glassformer.ui.Screenshot;
import glassformer.ui.shell.PageId;
import glassformer.ui.theme.Theme;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/// Pictures of every page of the whole window in both themes and two sizes, for people to look at:
/// `target/screenshots`. The system property `screenshots.language` chooses the language.
@ExtendWith(ApplicationExtension.class)
class WindowScreenshots {
    @TempDir
    static Path folder;

    private final Locale locale = Locale.forLanguageTag(System.getProperty("screenshots.language", "en"));

    @SuppressWarnings("NullAway.Init")
    private TestWindow test;

    @SuppressWarnings("NullAway.Init")
    private Stage stage;

    @Start
    void start(Stage unused) {
        test = new TestWindow(folder, new Answers(), locale);
        stage = test.stage();
    }

    @Stop
    void stop() {
        test.stage().close();
    }

    @Test
    void everyPage(FxRobot robot) throws Exception {
        int[][] sizes = {{1000, 720}, {1280, 800}};
        robot.interact(() -> test.window().session().open(TestWindow.sample(), null, folder));
        for (int[] size : sizes) {
            robot.interact(() -> {
                stage.setWidth(size[0]);
                stage.setHeight(size[1]);
            });
            for (Theme theme : Theme.values()) {
                robot.interact(() -> test.window().style().themeProperty().set(theme));
                for (PageId page : PageId.values()) {
                    robot.interact(() -> test.window().shell().pageProperty().set(page));
                    if (page == PageId.DATA) trainTokenizer(robot);
                    if (page == PageId.BUILD) refuseHeads(robot);
                    picture(robot, page, size[0], theme);
                }
            }
        }
    }

    private void trainTokenizer(FxRobot robot) throws Exception {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> !robot.lookup("#train-tokenizer")
                .query()
                .isDisabled());
        robot.interact(
                () -> robot.lookup("#train-tokenizer").queryAs(Button.class).fire());
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> robot.lookup("#table-frequent")
                .query()
                .isVisible());
    }

    private static void refuseHeads(FxRobot robot) {
        robot.clickOn("#part-block-0-attention").clickOn("#measure");
        TextField heads = robot.lookup("#field-model-heads").queryAs(TextField.class);
        robot.interact(() -> {
            heads.requestFocus();
            heads.setText("5");
        });
        robot.type(KeyCode.ENTER);
    }

    private void picture(FxRobot robot, PageId page, int width, Theme theme) throws InterruptedException {
        // Canvases draw at the next pulse.
        Thread.sleep(250);
        String name = "%s-%s-%d-%s"
                .formatted(page, locale.toLanguageTag(), width, theme)
                .toLowerCase(Locale.ROOT);
        robot.interact(() -> Screenshot.save(test.window().root(), name));
    }
}
