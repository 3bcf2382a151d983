package glassformer.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.run.Lab;
import glassformer.ui.lab.Sessions;
import glassformer.ui.shell.PageId;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class CrashedWindowTest {
    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestWindow test;

    @Start
    void start(Stage unused) throws Exception {
        Sessions.crash(Lab.initial("Lost").with("model.layers", 9), folder, folder.resolve("settings"));
        test = new TestWindow(folder, new Answers(), Locale.ENGLISH);
    }

    @Stop
    void stop() {
        test.stage().close();
    }

    @Test
    void theNextWindowOffersTheChangesAndRestoresThem(FxRobot robot) throws Exception {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> robot.lookup("Restore them")
                .tryQuery()
                .isPresent());
        robot.clickOn("Restore them");
        assertThat(test.window().session().lab().name()).isEqualTo("Lost");
        assertThat(test.window().session().lab().values().whole("model.layers")).isEqualTo(9);
        assertThat(test.window().session().modifiedProperty().get()).isTrue();
        assertThat(test.window().shell().pageProperty().get()).isEqualTo(PageId.BUILD);
    }
}
