package glassformer.ui.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.BadInputException;
import glassformer.ui.Shown;
import glassformer.ui.heatmap.Cell;
import glassformer.ui.heatmap.Head;
import glassformer.ui.heatmap.HeatmapView;
import glassformer.ui.heatmap.LinkView;
import glassformer.ui.heatmap.Matrix;
import glassformer.ui.worker.Bench;
import glassformer.worker.WorkerService.AblateRequest;
import glassformer.worker.WorkerService.ContributionsRequest;
import glassformer.worker.WorkerService.LookRequest;
import glassformer.worker.WorkerService.TextRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Links, scores, exports, the logit lens and the contributions, by clicking.
@ExtendWith(ApplicationExtension.class)
class InsideViewsTest {
    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    private Path folder = Path.of("");

    @Start
    void start(Stage stage) throws Exception {
        folder = Files.createTempDirectory("inside-views");
        bench = new Bench(folder);
        var style = Shown.light();
        var page = (Parent) InspectPage.create(bench.workbench(style.paletteProperty()));
        Shown.in(stage, style, page, 980, 760);
        bench.session().runProperty().set(bench.trained());
    }

    private static void press(FxRobot robot, String id) {
        robot.interact(() -> robot.lookup(id).queryAs(ButtonBase.class).fire());
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    private static LinkView links(FxRobot robot) {
        return robot.lookup("#inspect-links").query();
    }

    @Test
    void linksShowEveryWeightFromTheThresholdOn(FxRobot robot) {
        press(robot, "#inspect-head-view-links");
        // Seven tokens that look evenly back: one line a pair, the faintest of weight 1/7.
        assertThat(links(robot).links()).isEqualTo(28);
        robot.interact(
                () -> robot.lookup("#inspect-threshold").queryAs(Slider.class).setValue(0.3));
        assertThat(links(robot).links()).isEqualTo(6);
    }

    @Test
    void aClickOnATokenKeepsItsLinksAndTheOtherSideReadsTheWeightAndTheNumbersBehindIt(FxRobot robot) {
        press(robot, "#inspect-head-view-links");
        Bounds view = links(robot).localToScreen(links(robot).getBoundsInLocal());
        robot.clickOn(view.getMinX() + 10, view.getMinY() + 6 + 20 * 3.5);
        assertThat(links(robot).keptProperty().get()).isEqualTo(new LinkView.Side(true, 3));
        assertThat(links(robot).links()).isEqualTo(4);
        robot.moveTo(view.getMaxX() - 10, view.getMinY() + 6 + 20 * 1.5);
        assertThat(text(robot, "#inspect-readout"))
                .contains("(token 4)", "(token 2)", "with weight 0.25", "Query times key: 2", "sees it: 1.5");
        assertThat(bench.worker().asked(LookRequest.class).text()).isEqualTo("the cat");
        robot.moveTo(view.getMaxX() - 10, view.getMinY() + 6 + 20 * 5.5);
        assertThat(text(robot, "#inspect-readout")).contains("the mask forbids it");
    }

    @Test
    void weightsAreFilteredByTokenAndByThresholdInBothViewsAndStillRead(FxRobot robot) {
        HeatmapView view = robot.lookup("#inspect-head").query();
        robot.interact(() ->
                robot.lookup("#inspect-token-filter").queryAs(TextField.class).setText("E"));
        // "the cat": the third token looks at three, and four later ones look at it.
        var shown = (Matrix) Objects.requireNonNull(view.matrixProperty().get());
        assertThat(shown.at(2, 0)).isEqualTo(1 / 3f);
        assertThat(shown.at(4, 2)).isEqualTo(1 / 5f);
        assertThat(shown.at(4, 1)).isZero();
        press(robot, "#inspect-head-view-links");
        assertThat(links(robot).links()).isEqualTo(3 + 4);
        robot.interact(
                () -> robot.lookup("#inspect-threshold").queryAs(Slider.class).setValue(0.22));
        assertThat(links(robot).links()).isEqualTo(3 + 1);
        press(robot, "#inspect-head-view-heatmap");
        Bounds place = view.localToScreen(view.getBoundsInLocal());
        robot.moveTo(place.getMinX() + place.getWidth() / 2, place.getMinY() + place.getHeight() * 0.8);
        assertThat(text(robot, "#inspect-readout"))
                .doesNotContain("with weight 0 ")
                .contains("with weight 0.1");
    }

    @Test
    void aRowThatIsChosenIsShownStepByStep(FxRobot robot) {
        HeatmapView view = robot.lookup("#inspect-head").query();
        robot.interact(() -> view.selectionProperty().set(new Cell(3, 1)));
        press(robot, "#inspect-view-scores");
        ComboBox<Integer> query = robot.lookup("#inspect-query").query();
        assertThat(query.getValue()).isEqualTo(3);
    }

    @Test
    void theModelViewIsTheSameGridWithLinks(FxRobot robot) {
        press(robot, "#inspect-heads-view-links");
        robot.clickOn("#inspect-heads");
        press(robot, "#inspect-heads-view-grid");
        assertThat(robot.lookup("#inspect-heads").tryQuery()).isPresent();
    }

    @Test
    void headsAreSortedByTheirScoresAndChosenInTheTable(FxRobot robot) {
        press(robot, "#inspect-heads-view-table");
        TableView<HeadTable.Row> table = robot.lookup("#inspect-head-table").query();
        assertThat(table.getItems()).hasSize(4);
        assertThat(table.getItems().getFirst().role()).isEmpty();
        var entropy = table.getColumns().stream()
                .filter(column -> "inspect-table-entropy".equals(column.getId()))
                .findFirst()
                .orElseThrow();
        robot.interact(() -> table.getSortOrder().setAll(java.util.List.of(entropy)));
        assertThat(table.getItems())
                .isSortedAccordingTo((a, b) ->
                        Double.compare(b.scores().entropy(), a.scores().entropy()));
        robot.interact(() -> table.getSelectionModel()
                .select(table.getItems().stream()
                        .filter(row -> row.head().equals(new Head(1, 0)))
                        .findFirst()
                        .orElseThrow()));
        assertThat(text(robot, "#inspect-head-title")).isEqualTo("Layer 2, head 1");
    }

    @Test
    void meanAndRolloutStandInForTheHead(FxRobot robot) {
        press(robot, "#inspect-choice-mean");
        assertThat(text(robot, "#inspect-head-title")).isEqualTo("Layer 1, mean over its heads");
        press(robot, "#inspect-choice-rollout");
        assertThat(text(robot, "#inspect-head-title")).isEqualTo("Rollout up to layer 1");
        // The second token looks evenly at two; half of what it is stays: 3/4 of itself.
        press(robot, "#inspect-head-view-links");
        assertThat(Objects.requireNonNull(links(robot).matrixProperty().get()).at(1, 1))
                .isEqualTo(0.75f);
    }

    @Test
    void attentionIsSavedInEveryFormat(FxRobot robot) throws Exception {
        MenuButton menu = robot.lookup("#inspect-export").query();
        for (var item : menu.getItems()) robot.interact(item::fire);
        assertThat(folder.resolve("attention.png")).isNotEmptyFile();
        assertThat(Files.readString(folder.resolve("attention.svg"))).contains("<line ", "</svg>");
        assertThat(Files.readAllLines(folder.resolve("attention.csv"))).hasSize(1 + 2 * 2 * 7 * 7);
        assertThat(Files.readAllBytes(folder.resolve("attention.npy"))).startsWith(0x93, 'N', 'U', 'M');
        assertThat(folder.resolve("attention.safetensors")).isNotEmptyFile();
        assertThat(bench.dialogs().errors()).isEmpty();
    }

    @Test
    void theLensIsATableOfTokensAndBlocks(FxRobot robot) {
        press(robot, "#inspect-view-lens");
        TableView<Integer> table = robot.lookup("#inspect-lens-table").query();
        assertThat(bench.worker().asked(TextRequest.class).text()).isEqualTo("the cat");
        assertThat(table.getColumns())
                .extracting(column -> column.getText())
                .containsExactly("Token", "Embedding", "Block 1", "Block 2");
        assertThat(table.getItems()).hasSize(7);
        assertThat(robot.lookup("t  0.75").tryQuery()).isPresent();
    }

    @Test
    void aClickOnAPartRunsTheModelWithoutIt(FxRobot robot) {
        press(robot, "#inspect-view-contributions");
        assertThat(text(robot, "#inspect-contributions-sum"))
                .contains("“t1” is 3.5", "2.5", "0.5", "from the embedding");
        press(robot, "#inspect-terms-view-list");
        robot.clickOn("Block 1, head 2");
        assertThat(bench.worker().asked(AblateRequest.class).parts()).containsExactly("0.1");
        assertThat(text(robot, "#inspect-ablation-loss")).isEqualTo("Loss on this text: 1.250 with it, 2.500 without.");
        assertThat(text(robot, "#inspect-ablation-after")).isEqualTo("Without it: now other");
        robot.clickOn("Block 1, feed-forward");
        assertThat(bench.worker().asked(AblateRequest.class).parts()).containsExactly("0.ffn");
    }

    @Test
    void theMapHasACellForEachPartAndAClickLeavesItOut(FxRobot robot) {
        press(robot, "#inspect-view-contributions");
        HeatmapView map = robot.lookup("#inspect-terms-map").query();
        Matrix shown = (Matrix) Objects.requireNonNull(map.matrixProperty().get());
        assertThat(shown.rows()).isEqualTo(1);
        assertThat(shown.values()).containsExactly(2f, -1f, 1.5f);
        // The middle of the last of three columns; the map is high, its labels above and beside.
        Bounds place = map.localToScreen(map.getBoundsInLocal());
        robot.clickOn(place.getMaxX() - place.getWidth() / 8, place.getMinY() + place.getHeight() / 8);
        assertThat(map.selectionProperty().get()).isEqualTo(new Cell(0, 2));
        assertThat(bench.worker().asked(AblateRequest.class).parts()).containsExactly("0.ffn");
        robot.interact(() -> map.selectionProperty().set(new Cell(0, 1)));
        assertThat(bench.worker().asked(AblateRequest.class).parts()).containsExactly("0.1");
        assertThat(text(robot, "#inspect-ablation-after")).isEqualTo("Without it: now other");
    }

    @Test
    void scoresAreComparedInFourWaysAndShownStepByStep(FxRobot robot) {
        press(robot, "#inspect-view-scores");
        LookRequest asked = bench.worker().asked(LookRequest.class);
        assertThat(asked.layer()).isZero();
        assertThat(robot.lookup("#inspect-variants .label").queryAllAs(Label.class))
                .extracting(Label::getText)
                .contains("Raw dot product", "Scaled dot product (in use)", "One wide head", "Multi-head")
                .anyMatch(figures -> figures.startsWith("Variance 16"));
        TableView<StepsPane.Line> table = robot.lookup("#inspect-steps-table").query();
        // The last token sees all seven evenly.
        assertThat(table.getItems())
                .hasSize(7)
                .allSatisfy(line -> assertThat(line.step().weight()).isCloseTo(1 / 7.0, within(1e-6)));
        assertThat(table.getItems().getFirst().step().product()).isEqualTo(2);
        HeatmapView variant = robot.lookup("#inspect-variant-1").query();
        robot.interact(() -> variant.selectionProperty().set(new Cell(2, 0)));
        assertThat(table.getItems().get(3).step().score()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(text(robot, "#inspect-steps-caption")).contains("The 2 numbers of “e”", "with weight 0.3333");
        ComboBox<Head> heads = robot.lookup("#inspect-scores-head").query();
        robot.interact(() -> heads.setValue(new Head(1, 1)));
        assertThat(bench.worker().asked(LookRequest.class).layer()).isEqualTo(1);
        // The chosen token stays.
        assertThat(text(robot, "#inspect-steps-caption")).contains("“e”");
    }

    @Test
    void aLongTextHasTheScoresOfTheChosenHeadAlone(FxRobot robot) {
        press(robot, "#inspect-source-own");
        robot.interact(
                () -> robot.lookup("#inspect-text").queryAs(TextField.class).setText("ab".repeat(600)));
        press(robot, "#inspect-look");
        press(robot, "#inspect-view-scores");
        assertThat(text(robot, "#inspect-scores-hint")).contains("This head alone", "1,200 tokens");
        assertThat(robot.lookup("#inspect-variants .heatmap").queryAll().stream()
                        .filter(Node::isVisible)
                        .filter(view -> view.getParent().isVisible()))
                .hasSize(2);
        TableView<StepsPane.Line> table = robot.lookup("#inspect-steps-table").query();
        assertThat(table.getItems()).hasSize(1200);
        press(robot, "#inspect-source-probe");
        assertThat(text(robot, "#inspect-scores-hint")).contains("in four ways");
    }

    @Test
    void activationsAreHistogramsWithDeadUnitsCounted(FxRobot robot) {
        press(robot, "#inspect-view-activations");
        assertThat(bench.worker().asked(TextRequest.class).text()).isEqualTo("the cat");
        assertThat(robot.lookup("#inspect-activations-grid .picture").queryAll())
                .hasSize(6);
        assertThat(text(robot, "#inspect-activations-figures-blocks-1-mlp_post"))
                .isEqualTo("Norm 2.50 · 3 of 8 units dead");
    }

    @Test
    void anotherPlaceAndAnotherTokenCanBeAskedFor(FxRobot robot) {
        press(robot, "#inspect-view-contributions");
        ComboBox<Integer> place = robot.lookup("#inspect-place").query();
        assertThat(place.getValue()).isEqualTo(6);
        robot.interact(() -> place.setValue(2));
        assertThat(bench.worker().asked(ContributionsRequest.class).position()).isEqualTo(2);
        ComboBox<?> token = robot.lookup("#inspect-token").query();
        robot.interact(() -> token.getSelectionModel().select(1));
        assertThat(bench.worker().asked(ContributionsRequest.class).token()).isEqualTo(2);
    }

    @Test
    void aRefusalIsASentenceInItsView(FxRobot robot) {
        bench.worker().refuse(new BadInputException("The head mlm has an activation of its own."));
        press(robot, "#inspect-view-contributions");
        assertThat(text(robot, "#inspect-inside-problem")).contains("an activation of its own");
    }
}
