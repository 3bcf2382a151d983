package glassformer.ui.data;

import glassformer.run.Lab;
import glassformer.task.DataText;
import glassformer.ui.Screenshot;
import glassformer.ui.common.Background;
import glassformer.ui.common.Texts;
import glassformer.ui.lab.LabSession;
import glassformer.ui.lab.Sessions;
import glassformer.ui.theme.Theme;
import glassformer.ui.theme.ThemeStyle;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Pictures of the Data page with a table, masks and changed texts, in both themes, for people to look at:
/// `target/screenshots`. The system property `screenshots.language` chooses the language.
@ExtendWith(ApplicationExtension.class)
class DataScreenshots {
    @TempDir
    static Path folder;

    private final Locale locale = Locale.forLanguageTag(System.getProperty("screenshots.language", "en"));
    private final Texts texts = new Texts(locale);
    private final ChosenFiles answers = new ChosenFiles();
    private final LabSession session = Sessions.of(Tables.classification(), folder);

    @SuppressWarnings("NullAway.Init")
    private ThemeStyle style;

    @SuppressWarnings("NullAway.Init")
    private StackPane root;

    @Start
    void start(Stage stage) {
        style = new ThemeStyle(Theme.LIGHT);
        root = new StackPane(DataPage.create(
                session,
                texts,
                style.paletteProperty(),
                answers,
                Background.forWindow(),
                Platform::runLater,
                (lab, base) -> DataText.of(lab.values(), base),
                List.of("wordnet"),
                (there, back, all) -> CompletableFuture.completedFuture(all)));
        root.getStyleClass().add("shell");
        style.addTo(root.getStylesheets());
        stage.setScene(new Scene(root, 908, 640));
        stage.show();
    }

    @Test
    void tableReportAndAugmentation(FxRobot robot) throws Exception {
        both(robot, "data-empty");
        answers.file(Tables.reviews(folder));
        robot.clickOn("#data-open");
        waitFor(() -> text(robot, "#data-examples").equals("60"));
        robot.clickOn("#train-tokenizer");
        waitFor(() -> robot.lookup("#table-frequent").query().isVisible());
        both(robot, "data-table");
        robot.clickOn("#data-tab-report");
        both(robot, "data-report");
        robot.clickOn("#data-tab-augmentation");
        both(robot, "data-augmentation-none");
        robot.interact(() -> session.edit("data.augment.kind", "deletion"));
        robot.interact(() -> session.edit("data.augment.rate", 0.2));
        waitFor(() -> robot.lookup(".changed-text").tryQuery().isPresent());
        both(robot, "data-augmentation");
        robot.interact(() -> session.edit("data.augment.kind", "back-translation"));
        both(robot, "data-back-translation");
        robot.interact(() -> session.edit("data.labelColumn", "feeling"));
        waitFor(() -> !text(robot, "#data-problem").isEmpty());
        robot.clickOn("#data-tab-report");
        both(robot, "data-broken");
    }

    @Test
    void masks(FxRobot robot) throws Exception {
        Tables.birds(folder);
        Lab lab = Tables.masked();
        robot.interact(() -> session.open(lab, null, folder));
        robot.clickOn("#data-tab-masks");
        both(robot, "data-masks-empty");
        robot.interact(() -> session.edit("data.wholeWords", true));
        robot.interact(() -> session.edit("data.maskRate", 0.3));
        robot.clickOn("#masks-train-tokenizer");
        waitFor(() -> !text(robot, "#masked-sentence").isEmpty());
        both(robot, "data-masks");
    }

    private void both(FxRobot robot, String name) throws InterruptedException {
        for (Theme theme : Theme.values()) {
            robot.interact(() -> style.themeProperty().set(theme));
            WaitForAsyncUtils.waitForFxEvents();
            Thread.sleep(250); // canvases draw at the next pulse
            String file =
                    name + "-" + locale.toLanguageTag() + "-" + theme.name().toLowerCase(Locale.ROOT);
            robot.interact(() -> Screenshot.save(root, file));
        }
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Labeled.class).getText();
    }

    private static void waitFor(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition);
    }
}
