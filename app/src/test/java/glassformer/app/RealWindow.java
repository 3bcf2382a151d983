package glassformer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.ui.heatmap.Cells;
import glassformer.ui.theme.Theme;
import glassformer.ui.window.GlassformerWindow;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// The window with its real worker process, engine and samples, for tests that click through it as a person would.
@ExtendWith(ApplicationExtension.class)
abstract class RealWindow {
    @TempDir
    static Path folder;

    final ChosenFiles answers = new ChosenFiles();

    @SuppressWarnings("NullAway.Init")
    GlassformerWindow window;

    @SuppressWarnings("NullAway.Init")
    Stage stage;

    /// For the test's own start, which TestFX looks for in its class alone.
    void open(Stage shown) {
        Platform.setImplicitExit(false);
        stage = shown;
        window = new GlassformerWindow(
                shown,
                WindowParts.setup(
                        new Places(folder.resolve("settings"), folder), Locale.ENGLISH, Theme.LIGHT, () -> {}),
                answers);
        window.show();
    }

    @AfterEach
    void close(FxRobot robot) throws TimeoutException {
        robot.interact(() -> window.close());
        waitFor(60, () -> !stage.isShowing());
    }

    static void assertRowsSumToOne(Cells matrix) {
        for (int row = 0; row < matrix.rows(); row++) {
            double sum = 0;
            for (int column = 0; column < matrix.columns(); column++) {
                sum += matrix.at(row, column);
            }
            assertThat(sum).isCloseTo(1, within(1e-5));
        }
    }

    static String text(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(Label.class).getText();
    }

    static void waitFor(int seconds, BooleanSupplier condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(seconds, TimeUnit.SECONDS, condition::getAsBoolean);
        WaitForAsyncUtils.waitForFxEvents();
    }
}
