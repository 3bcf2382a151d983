package glassformer.ui.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.hub.ModelSources;
import glassformer.text.InMemoryCorpus;
import glassformer.ui.Screenshot;
import glassformer.ui.Shown;
import glassformer.ui.common.Background;
import glassformer.ui.text.ColouredTokens;
import glassformer.ui.text.Token;
import glassformer.ui.theme.Theme;
import glassformer.ui.theme.ThemeStyle;
import glassformer.ui.worker.Bench;
import glassformer.ui.worker.Workbench;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class TokensPageTest {
    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private ThemeStyle style;

    @SuppressWarnings("NullAway.Init")
    private Parent page;

    @Start
    void start(Stage stage) {
        style = Shown.light();
        Workbench known = new Bench(folder).workbench(style.paletteProperty());
        var bench = new Workbench(
                known.session(),
                known.link(),
                Background.forWindow(),
                known.shell(),
                known.dialogs(),
                known.texts(),
                style.paletteProperty());
        page = (Parent) TokensPage.create(
                bench,
                (lab, base) -> new InMemoryCorpus("x", List.of("the lab learns from this")),
                ModelSources.of(Map.of(), folder),
                Platform::runLater);
        Shown.in(stage, style, page, 1000, 700);
    }

    @Test
    void typedTextIsReplayedMergeByMerge(FxRobot robot) throws Exception {
        settings(robot, "low low lower");
        assertThat(tokens(robot)).isEqualTo("low| low| low|e|r");
        robot.clickOn("#tokens-first");
        waitFor(() -> tokens(robot).equals("l|o|w| |l|o|w| |l|o|w|e|r"));
        assertThat(label(robot, "#tokens-merge")).isEqualTo("At the start each byte is a token.");
        robot.clickOn("#tokens-on");
        waitFor(() -> tokens(robot).equals("lo|w| |lo|w| |lo|w|e|r"));
        assertThat(label(robot, "#tokens-merge")).contains("l  +  o  become  lo: side by side 3 times");
        assertThat(label(robot, "#tokens-at")).isEqualTo("1 of 3 merges");
        assertThat(label(robot, "#tokens-figure-tokens")).isEqualTo("10");
    }

    @Test
    void theSliderIsMovedByKeysAndTheTableFollowsAndLeads(FxRobot robot) throws Exception {
        settings(robot, "low low lower");
        robot.interact(() -> robot.lookup("#tokens-step").queryAs(Slider.class).requestFocus());
        robot.push(KeyCode.HOME).push(KeyCode.RIGHT).push(KeyCode.RIGHT);
        waitFor(() -> label(robot, "#tokens-at").equals("2 of 3 merges"));
        TableView<?> table = robot.lookup("#tokens-merges").queryAs(TableView.class);
        assertThat(table.getSelectionModel().getSelectedIndex()).isEqualTo(1);
        robot.interact(() -> table.getSelectionModel().clearAndSelect(0));
        waitFor(() -> label(robot, "#tokens-at").equals("1 of 3 merges"));
        waitFor(() -> tokens(robot).startsWith("lo|w"));
    }

    @Test
    void playRunsFromTheStartToTheEnd(FxRobot robot) throws Exception {
        settings(robot, "low low lower");
        robot.clickOn("#tokens-play");
        waitFor(() -> label(robot, "#tokens-at").equals("1 of 3 merges"));
        waitFor(() -> label(robot, "#tokens-at").equals("3 of 3 merges"));
    }

    @Test
    void aVeryLongTextIsCutAndTheWindowGoesOn(FxRobot robot) throws Exception {
        String longText = "many words that repeat and repeat ".repeat(10_000);
        robot.interact(
                () -> robot.lookup("#tokens-text").queryAs(TextArea.class).setText(longText));
        waitFor(() -> label(robot, "#tokens-figure-tokens").length() > 5);
        assertThat(robot.lookup("#tokens-text").queryAs(TextArea.class).getLength())
                .isEqualTo(TokensViewModel.MOST_CHARACTERS);
        assertThat(String.join("", tokens(robot).split("\\|")).length()).isEqualTo(CutText.SHOWN / 2);
    }

    @Test
    void tokenizersStandSideBySide(FxRobot robot) throws Exception {
        settings(robot, "low low lower");
        robot.clickOn("#tokens-view-compare");
        waitFor(() -> robot.lookup(".compared-card").queryAll().size() == 3);
        waitFor(() -> robot.lookup(".compared-tokens").queryAllAs(ColouredTokens.class).stream()
                .noneMatch(one -> one.tokens().isEmpty()));
        robot.clickOn("#tokens-place").write("nowhere").push(KeyCode.ENTER);
        waitFor(() -> robot.lookup("#compared-problem").queryAll().stream()
                .anyMatch(one -> ((Label) one).getText().contains("There is no tokenizer at")));
    }

    @Test
    void bothThemesAreDrawn(FxRobot robot) throws Exception {
        waitFor(() -> !tokens(robot).isEmpty());
        robot.clickOn("#tokens-back");
        for (Theme theme : Theme.values()) {
            robot.interact(() -> style.themeProperty().set(theme));
            WaitForAsyncUtils.waitForFxEvents();
            Thread.sleep(200);
            robot.interact(() -> Screenshot.save(page, "tokens-" + theme));
        }
        assertThat(page.getStylesheets()).isNotEmpty();
    }

    private void settings(FxRobot robot, String text) throws Exception {
        robot.interact(() -> {
            robot.lookup("#tokens-kind").<ComboBox<String>>query().setValue("bpe");
            robot.lookup("#tokens-vocabulary")
                    .<Spinner<Integer>>query()
                    .getValueFactory()
                    .setValue(260);
            robot.lookup("#tokens-text").queryAs(TextArea.class).setText(text);
        });
        waitFor(() -> tokens(robot).replace("|", "").equals(text)
                && label(robot, "#tokens-at").equals("3 of 3 merges")
                && label(robot, "#tokens-figure-tokens").equals("5"));
    }

    private static String tokens(FxRobot robot) {
        return robot.lookup("#tokens-coloured").queryAs(ColouredTokens.class).tokens().stream()
                .map(Token::text)
                .collect(Collectors.joining("|"));
    }

    private static String label(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    private static void waitFor(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }
}
