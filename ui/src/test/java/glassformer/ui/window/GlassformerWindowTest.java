package glassformer.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.run.LabFile;
import glassformer.task.TaskKind;
import glassformer.ui.settings.WindowSettings;
import glassformer.ui.shell.Dialogs.Unsaved;
import glassformer.ui.shell.PageId;
import glassformer.ui.text.ColouredTokens;
import glassformer.ui.theme.Theme;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
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

@ExtendWith(ApplicationExtension.class)
class GlassformerWindowTest {
    @TempDir
    static Path folder;

    private final Answers answers = new Answers();

    @SuppressWarnings("NullAway.Init")
    private TestWindow test;

    @SuppressWarnings("NullAway.Init")
    private Stage stage;

    @Start
    void start(Stage unused) {
        // Closing the last window must not end the toolkit for the tests that follow.
        Platform.setImplicitExit(false);
        test = new TestWindow(folder, answers, Locale.ENGLISH);
        stage = test.stage();
    }

    @Stop
    void stop() {
        test.stage().close();
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(Label.class).getText();
    }

    private static void waitFor(BooleanSupplier condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition::getAsBoolean);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void openSample(FxRobot robot) throws TimeoutException {
        waitFor(() -> robot.lookup("#sample-birds-gpt").tryQuery().isPresent());
        robot.clickOn("#sample-birds-gpt");
    }

    private void type(FxRobot robot, String field, String text) {
        TextField control = robot.lookup(field).queryAs(TextField.class);
        robot.interact(() -> {
            control.requestFocus();
            control.setText(text);
        });
        robot.type(KeyCode.ENTER);
    }

    private int layers() {
        return test.window().session().lab().values().whole("model.layers");
    }

    @Test
    void theFirstFrameIsReportedAndTheWorkerSleeps() throws InterruptedException {
        assertThat(test.drawn().await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(test.worker().asked()).isEmpty();
        assertThat(test.worker().isRunning()).isFalse();
    }

    @Test
    void aSampleOpensOnTheBuildPage(FxRobot robot) throws TimeoutException {
        openSample(robot);
        assertThat(text(robot, "#lab-name")).isEqualTo("birds-gpt");
        assertThat(test.window().shell().pageProperty().get()).isEqualTo(PageId.BUILD);
        assertThat(robot.lookup("#part-token_embedding").tryQuery()).isPresent();
    }

    @Test
    void moreLayersHaveMoreParametersUntilUndone(FxRobot robot) throws TimeoutException {
        openSample(robot);
        String before = text(robot, "#cost-parameters");
        type(robot, "#field-model-layers", "8");
        assertThat(text(robot, "#cost-parameters")).isNotEqualTo(before);
        assertThat(layers()).isEqualTo(8);
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        assertThat(text(robot, "#cost-parameters")).isEqualTo(before);
        assertThat(robot.lookup("#field-model-layers").queryAs(TextField.class).getText())
                .isEqualTo("4");
    }

    @Test
    void headsThatDoNotFitAreRefusedUnderTheField(FxRobot robot) throws TimeoutException {
        openSample(robot);
        type(robot, "#field-model-heads", "5");
        assertThat(text(robot, "#error-model-heads"))
                .isEqualTo("Heads is 5, but must divide Width, which is 128: try 4.");
        assertThat(robot.lookup("#error-model-heads").query().isVisible()).isTrue();
        assertThat(test.window().session().lab().values().whole("model.heads")).isEqualTo(4);
        robot.type(KeyCode.ESCAPE);
        assertThat(robot.lookup("#error-model-heads").query().isVisible()).isFalse();
    }

    @Test
    void anotherFamilyBringsItsOwnSettingsAndDiagramUntilUndone(FxRobot robot) throws TimeoutException {
        openSample(robot);
        @SuppressWarnings("unchecked")
        ComboBox<String> family = robot.lookup("#field-model-family").queryAs(ComboBox.class);
        robot.interact(() -> family.setValue("bert"));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(test.window().session().lab().task()).isEqualTo(TaskKind.MASKED_LANGUAGE_MODEL);
        assertThat(robot.lookup("#field-model-tokenTypes").tryQuery()).isPresent();
        assertThat(robot.lookup("#part-token_type_embedding").tryQuery()).isPresent();
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup("#field-model-tokenTypes").tryQuery()).isEmpty();
        assertThat(robot.lookup("#field-model-kvHeads").tryQuery()).isPresent();
    }

    @Test
    void aPartShowsWhatItIsAndItsSettings(FxRobot robot) throws TimeoutException {
        openSample(robot);
        robot.clickOn("#part-block-0-attention");
        assertThat(text(robot, "#part-words")).contains("query");
        assertThat(robot.lookup("transformer.h.0.attn.c_attn.weight").tryQuery())
                .isPresent();
        robot.clickOn("#stack-toggle");
        assertThat(robot.lookup("#part-block-3").tryQuery()).isPresent();
    }

    @Test
    void aChangedLabIsSavedAndReadsBack(FxRobot robot) throws TimeoutException {
        openSample(robot);
        type(robot, "#field-model-layers", "3");
        assertThat(robot.lookup("#modified-mark").query().isVisible()).isTrue();
        Path file = folder.resolve("saved.json");
        answers.file(file);
        robot.press(KeyCode.CONTROL, KeyCode.S).release(KeyCode.S, KeyCode.CONTROL);
        assertThat(robot.lookup("#modified-mark").query().isVisible()).isFalse();
        assertThat(LabFile.read(file)).isEqualTo(test.window().session().lab());

        robot.clickOn("#command-new");
        assertThat(layers()).isEqualTo(4);
        answers.file(file);
        robot.clickOn("#command-open");
        assertThat(layers()).isEqualTo(3);
        robot.clickOn("#nav-home");
        waitFor(() -> robot.lookup("#recent-birds-gpt").tryQuery().isPresent());
    }

    @Test
    void measuringShowsWhatTheWorkerFound(FxRobot robot) throws TimeoutException {
        openSample(robot);
        robot.clickOn("#measure");
        waitFor(() -> text(robot, "#cost-step").contains("ms on"));
        assertThat(text(robot, "#cost-total")).isNotEmpty();
    }

    @Test
    void aTokenizerTrainedOnASmallTextShowsColouredTokens(FxRobot robot) throws TimeoutException {
        openSample(robot);
        robot.clickOn("#nav-data");
        waitFor(() -> text(robot, "#data-documents").equals("8"));
        waitFor(() -> !robot.lookup("#train-tokenizer").query().isDisabled());
        robot.clickOn("#train-tokenizer");
        ColouredTokens tokens = robot.lookup("#data-tokens").queryAs(ColouredTokens.class);
        waitFor(() -> !tokens.tokens().isEmpty());
        assertThat(text(robot, "#stat-charactersPerToken")).isNotEqualTo("1");
        assertThat(robot.lookup("#table-frequent").query().isVisible()).isTrue();
    }

    @Test
    void aTextThatIsGoneIsASentenceOnThePage(FxRobot robot) throws TimeoutException {
        openSample(robot);
        robot.clickOn("#nav-data");
        answers.file(folder.resolve("nowhere.txt"));
        robot.clickOn("#data-open");
        waitFor(() -> text(robot, "#data-problem").contains("no text file"));
        assertThat(robot.lookup("#data-problem").query().isVisible()).isTrue();
    }

    @Test
    void closingAsksOnlyAboutChangesAndRemembersTheTheme(FxRobot robot) throws TimeoutException {
        openSample(robot);
        type(robot, "#field-model-layers", "3");
        answers.unsaved(Unsaved.CANCEL).unsaved(Unsaved.DISCARD);
        robot.interact(() -> test.window().close());
        assertThat(stage.isShowing()).isTrue();
        robot.clickOn("#theme-toggle");
        robot.interact(() -> test.window().close());
        waitFor(() -> !stage.isShowing());
        assertThat(answers.asked()).isEqualTo(2);
        assertThat(WindowSettings.read(folder.resolve("settings")).theme()).isEqualTo(Theme.DARK);
    }

    @Test
    void everyPageOpensWithoutAnError(FxRobot robot) {
        for (PageId page : PageId.values()) {
            robot.interact(() -> test.window().shell().pageProperty().set(page));
        }
        assertThat(test.window().shell().notifications()).isEmpty();
    }
}
