package glassformer.ui.data;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.run.Lab;
import glassformer.task.DataText;
import glassformer.ui.Shown;
import glassformer.ui.common.Background;
import glassformer.ui.lab.LabSession;
import glassformer.ui.lab.Sessions;
import glassformer.ui.theme.ThemeStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Pane;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class DataPageTest {
    @TempDir
    static Path folder;

    private final ChosenFiles answers = new ChosenFiles();
    private final LabSession session = Sessions.of(Tables.classification(), folder);

    @Start
    void start(Stage stage) {
        ThemeStyle style = Shown.light();
        RoundTrip shouting = (there, back, texts) -> CompletableFuture.completedFuture(
                texts.stream().map(text -> text.replace("and", "AND")).toList());
        Node page = DataPage.create(
                session,
                Shown.ENGLISH,
                style.paletteProperty(),
                answers,
                Background.forWindow(),
                Platform::runLater,
                (lab, base) -> DataText.of(lab.values(), base),
                List.of(),
                shouting);
        Shown.in(stage, style, (Parent) page, 1000, 760);
    }

    @Test
    void aNewTableIsShownWithItsTypesAndItsColumnsAreProposed(FxRobot robot) throws Exception {
        openReviews(robot);
        assertThat(value("data.textColumn")).isEqualTo("review");
        assertThat(value("data.labelColumn")).isEqualTo("mood");
        assertThat(table(robot).getItems()).hasSize(60);
        assertThat(headers(robot)).contains("id", "number", "review", "text · read", "mood", "category · answer");
        assertThat(text(robot, "#data-table-range")).isEqualTo("All 60 rows.");
    }

    @Test
    void anotherColumnIsChosenByClickingAndUndone(FxRobot robot) throws Exception {
        openReviews(robot);
        choose(robot, "#column-labelColumn", "stars");
        assertThat(value("data.labelColumn")).isEqualTo("stars");
        waitFor(() -> headers(robot).contains("category · answer"));
        robot.interact(session::undo);
        assertThat(value("data.labelColumn")).isEqualTo("mood");
        assertThat(combo(robot, "#column-labelColumn").getValue()).isEqualTo("mood");
    }

    @Test
    void aColumnThatTheTableLacksIsASentence(FxRobot robot) throws Exception {
        openReviews(robot);
        robot.interact(() -> session.edit("data.labelColumn", "feeling"));
        waitFor(() -> text(robot, "#data-problem").contains("no column \"feeling\""));
        assertThat(robot.lookup("#data-problem").query().isVisible()).isTrue();
        assertThat(table(robot).isVisible()).isTrue(); // so that another can be chosen
        choose(robot, "#column-labelColumn", "mood");
        waitFor(() -> text(robot, "#data-examples").equals("60"));
    }

    @Test
    void repeatsAreSentencesWithTheNumbersOfTheirRows(FxRobot robot) throws Exception {
        openReviews(robot);
        robot.clickOn("#data-tab-report");
        waitFor(() -> findings(robot).contains("rows"));
        assertThat(findings(robot)).contains("1 and 57").contains("2 and 58").contains("with another answer");
    }

    @Test
    void lengthsAreInTokensOnceThereIsATokenizer(FxRobot robot) throws Exception {
        openReviews(robot);
        robot.clickOn("#data-tab-report");
        waitFor(() -> text(robot, "#length-sentence").startsWith("Characters"));
        robot.clickOn("#report-train-tokenizer");
        waitFor(() -> text(robot, "#length-sentence").startsWith("Tokens"));
        assertThat(text(robot, "#length-sentence")).contains("longer than the context of 32");
        robot.interact(() -> session.edit("model.contextLength", 512));
        waitFor(() -> text(robot, "#length-sentence").contains("All fit into the context of 512"));
    }

    @Test
    void classesHaveBarsWithTheCountsOfBothSides(FxRobot robot) throws Exception {
        openReviews(robot);
        robot.clickOn("#data-tab-report");
        waitFor(() -> ((Pane) robot.lookup("#class-bars").query()).getChildren().size() == 2);
        Node first = ((Pane) robot.lookup("#class-bars").query()).getChildren().getFirst();
        assertThat(first.getAccessibleText()).matches("glad: \\d+ \\+ \\d+");
    }

    @Test
    void anAugmentationShowsBeforeAndAfterAndAgain(FxRobot robot) throws Exception {
        openReviews(robot);
        robot.clickOn("#data-tab-augmentation");
        robot.interact(() -> combo(robot, "#field-data-augment-kind").setValue("deletion"));
        waitFor(() -> augmented(robot).contains("after"));
        String first = augmented(robot);
        robot.clickOn("#augment-again");
        waitFor(() -> augmented(robot).contains("after") && !augmented(robot).equals(first));
        assertThat(text(robot, "#augmentation-seed")).isEqualTo("Seed 2");
        assertThat(value("data.augment.kind")).isEqualTo("deletion");
    }

    @Test
    void aTextWithoutWordsThatHaveSynonymsSaysThatNothingChanges(FxRobot robot) throws Exception {
        openReviews(robot);
        robot.clickOn("#data-tab-augmentation");
        robot.interact(() -> combo(robot, "#field-data-augment-kind").setValue("synonyms"));
        waitFor(() -> augmented(robot).contains("Nothing could be changed here."));
    }

    @Test
    void backTranslationShowsWhatComesBackFromTwoRuns(FxRobot robot) throws Exception {
        openReviews(robot);
        robot.clickOn("#data-tab-augmentation");
        robot.interact(() -> combo(robot, "#field-data-augment-kind").setValue("back-translation"));
        answers.file(folder.resolve("there")).file(folder.resolve("back"));
        robot.clickOn("#choose-data-augment-there").clickOn("#choose-data-augment-back");
        waitFor(() -> augmented(robot).contains("AND"));
        assertThat(value("data.augment.back")).isEqualTo(folder.resolve("back").toString());
    }

    @Test
    void masksOfOnesOwnTextChangeFromStepToStep(FxRobot robot) throws Exception {
        Tables.birds(folder);
        open(robot, Tables.masked());
        robot.clickOn("#data-tab-masks");
        waitFor(() -> robot.lookup("#masks-train-tokenizer").tryQuery().isPresent());
        robot.clickOn("#masks-train-tokenizer");
        waitFor(() -> text(robot, "#masked-sentence").contains("to be guessed"));
        TextArea area = robot.lookup("#mask-text").queryAs(TextArea.class);
        robot.interact(() -> area.setText("hawks and eagles are large birds of prey with broad wings"));
        waitFor(() -> words(robot).contains("[MASK]"));
        String first = words(robot);
        robot.clickOn("#mask-next");
        waitFor(() -> !words(robot).equals(first));
        assertThat(text(robot, "#mask-step")).isEqualTo("Step 2");
        robot.interact(() -> session.edit("data.dynamicMasks", false));
        waitFor(() -> text(robot, "#masked-sentence").endsWith("every step has the same."));
        String fixed = words(robot);
        robot.clickOn("#mask-next");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(words(robot)).isEqualTo(fixed);
    }

    @Test
    void onlyWhatTheTaskHasIsOffered(FxRobot robot) throws Exception {
        assertThat(shown(robot, "#data-tab-report")).isTrue();
        assertThat(shown(robot, "#data-tab-masks")).isFalse();
        robot.clickOn("#data-tab-augmentation");
        open(robot, Tables.masked());
        assertThat(shown(robot, "#data-tab-masks")).isTrue();
        assertThat(shown(robot, "#data-tab-augmentation")).isFalse();
        assertThat(shown(robot, "#train-tokenizer")).isTrue(); // what was chosen is gone
        open(robot, Lab.initial("Test"));
        assertThat(shown(robot, "#data-tab-tokenizer")).isFalse(); // nothing to choose among
    }

    private void openReviews(FxRobot robot) throws IOException, TimeoutException {
        answers.file(Tables.reviews(folder));
        robot.clickOn("#data-open");
        waitFor(() -> text(robot, "#data-examples").equals("60"));
    }

    private void open(FxRobot robot, Lab lab) throws IOException {
        Files.createDirectories(folder);
        robot.interact(() -> session.open(lab, null, folder));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private String value(String key) {
        return session.lab().values().text(key);
    }

    private static boolean shown(FxRobot robot, String id) {
        for (Node node = robot.lookup(id).query(); node != null; node = node.getParent()) {
            if (!node.isVisible()) return false;
        }
        return true;
    }

    private static void choose(FxRobot robot, String id, String column) {
        robot.interact(() -> combo(robot, id).setValue(column));
        WaitForAsyncUtils.waitForFxEvents();
    }

    @SuppressWarnings("unchecked")
    private static ComboBox<String> combo(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(ComboBox.class);
    }

    private static TableView<?> table(FxRobot robot) {
        return robot.lookup("#data-table").queryAs(TableView.class);
    }

    private static List<String> headers(FxRobot robot) {
        return table(robot).getColumns().stream()
                .map(column -> column.getGraphic())
                .filter(Pane.class::isInstance)
                .flatMap(graphic -> ((Pane) graphic).getChildren().stream())
                .map(label -> ((Labeled) label).getText())
                .toList();
    }

    private static String findings(FxRobot robot) {
        return ((Pane) robot.lookup("#data-findings").query())
                .getChildren().stream().map(node -> ((Labeled) node).getText()).collect(Collectors.joining("\n"));
    }

    /// All texts of the augmentation's cards.
    private static String augmented(FxRobot robot) {
        return all(robot.lookup("#augmented-texts").query());
    }

    private static String words(FxRobot robot) {
        return all(robot.lookup("#masked-words").query());
    }

    private static String all(Node node) {
        if (node instanceof Labeled labeled) return labeled.getText() + " ";
        if (node instanceof Text text) return text.getText();
        if (node instanceof TextFlow flow)
            return flow.getChildren().stream().map(DataPageTest::all).collect(Collectors.joining());
        return node instanceof Pane pane
                ? pane.getChildren().stream().map(DataPageTest::all).collect(Collectors.joining("|"))
                : "";
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Labeled.class).getText();
    }

    private static void waitFor(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition);
    }
}
