package glassformer.ui.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.evaluate.Judgement;
import glassformer.ui.Shown;
import glassformer.ui.heatmap.Cell;
import glassformer.ui.heatmap.HeatmapView;
import glassformer.ui.worker.Bench;
import glassformer.worker.WorkerEvents;
import glassformer.worker.WorkerService.EvaluateRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class EvaluatePageTest {
    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @Start
    void start(Stage stage) throws Exception {
        bench = new Bench(Files.createTempDirectory("evaluate-page"));
        var style = Shown.light();
        var page = (Parent) EvaluatePage.create(bench.workbench(style.paletteProperty()), bench.runs());
        Shown.in(stage, style, page, 980, 900);
    }

    @Test
    void theEmptyPageSaysWhatItIsFor(FxRobot robot) {
        assertThat(text(robot, "#evaluate-empty")).contains("Train a lab or open a run");
        assertThat(robot.lookup("#evaluate-start").query().isDisabled()).isTrue();
    }

    @Test
    void evaluatingShowsHowFarItIsAndThenTheFigures(FxRobot robot) {
        Path run = open(robot);
        assertThat(text(robot, "#evaluate-empty")).contains("Press Evaluate");
        robot.clickOn("#evaluate-data-train").clickOn("#evaluate-start");
        var asked = bench.worker().asked(EvaluateRequest.class);
        assertThat(asked.split()).isEqualTo("train");
        assertThat(asked.step()).isEqualTo(20);
        robot.interact(
                () -> bench.worker().tell().evaluating(new WorkerEvents.Phase(run.toString(), "Evaluating", 0.25)));
        assertThat(robot.lookup("#evaluate-progress").queryAs(ProgressBar.class).getProgress())
                .isEqualTo(0.25);
        DemoEvaluation.classes(run, 5);
        robot.interact(() -> bench.worker().judged(DemoEvaluation.NAME));
        assertThat(text(robot, "#evaluate-measure-accuracy")).isEqualTo("0.8000");
        assertThat(robot.lookup("#evaluate-progress").query().getParent().isVisible())
                .isFalse();
        assertThat(robot.lookup("#evaluate-classes").<TableView<?>>query().getItems())
                .hasSize(5);
    }

    @Test
    void stoppingLeavesNoProblem(FxRobot robot) {
        open(robot);
        robot.clickOn("#evaluate-start").clickOn("#evaluate-cancel");
        assertThat(bench.worker().asked()).contains("cancelEvaluate");
        assertThat(text(robot, "#evaluate-problem")).isEmpty();
        assertThat(robot.lookup("#evaluate-start").query().isDisabled()).isFalse();
    }

    @Test
    void aClickOnAConfusionCellListsItsTexts(FxRobot robot) {
        evaluated(robot);
        HeatmapView heatmap = robot.lookup("#evaluate-confusion").query();
        scrollTo(robot, heatmap);
        robot.clickOn("#evaluate-confusion");
        Cell clicked = Objects.requireNonNull(heatmap.selectionProperty().get());
        assertThat(listed(robot)).isNotEmpty().allSatisfy(one -> isOf(one, clicked));
        robot.type(clicked.column() < 2 ? KeyCode.RIGHT : KeyCode.LEFT);
        Cell next = Objects.requireNonNull(heatmap.selectionProperty().get());
        assertThat(next).isNotEqualTo(clicked);
        assertThat(listed(robot)).allSatisfy(one -> isOf(one, next));
        float count = Objects.requireNonNull(heatmap.matrixProperty().get()).at(next.row(), next.column());
        assertThat(listed(robot)).hasSize((int) count);
        assertThat(text(robot, "#evaluate-cell")).startsWith(DemoEvaluation.LABELS.get(next.row()));
    }

    @Test
    void theWorstExampleIsOnTop(FxRobot robot) {
        evaluated(robot);
        List<Judgement> worst =
                robot.lookup("#evaluate-worst").<ListView<Judgement>>query().getItems();
        assertThat(worst.getFirst().badness()).isGreaterThan(worst.getLast().badness());
        assertThat(worst.getFirst().expected()).isNotEqualTo(worst.getFirst().answer());
    }

    @Test
    void twoRunsAreComparedInWords(FxRobot robot) {
        evaluated(robot);
        Path other = Objects.requireNonNull(bench.watched());
        DemoEvaluation.classes(other, 2);
        robot.interact(() -> bench.session().runProperty().set(other));
        robot.interact(() -> bench.session().runProperty().set(bench.runs().resolve("trained")));
        robot.interact(
                () -> robot.lookup("#evaluate-other").<ComboBox<Path>>query().setValue(other));
        scrollTo(robot, robot.lookup("#evaluate-compare").query());
        robot.clickOn("#evaluate-compare");
        assertThat(bench.worker().asked(EvaluateRequest.class).run()).isEqualTo(other.toString());
        robot.interact(() -> bench.worker().judged(DemoEvaluation.NAME));
        assertThat(text(robot, "#evaluate-verdict-accuracy")).isEqualTo("clearly better");
        assertThat(bench.runs().resolve("trained/evaluations/validation-step-20/against-watched-step-20.json"))
                .exists();
    }

    @Test
    void theReportIsSavedAsWebPageOrPdf(FxRobot robot) {
        Path run = evaluated(robot);
        robot.clickOn("#evaluate-report");
        Path folder = Objects.requireNonNull(bench.runs().getParent());
        assertThat(folder.resolve(run.getFileName() + "-validation-step-20.html"))
                .content()
                .contains("<svg");
        bench.dialogs().answer("mine.pdf");
        robot.clickOn("#evaluate-report");
        assertThat(folder.resolve("mine.pdf")).exists();
        assertThat(bench.dialogs().errors()).isEmpty();
    }

    @Test
    void everyKindOfHeadHasItsPictures(FxRobot robot) {
        Path run = bench.trained();
        DemoEvaluation.everything(run);
        robot.interact(() -> bench.session().runProperty().set(run));
        assertThat(robot.lookup("#evaluate-entities").<TableView<?>>query().getItems())
                .hasSize(2);
        robot.clickOn("#evaluate-head-length");
        assertThat(robot.lookup("#evaluate-scatter").tryQuery()).isPresent();
        robot.clickOn("#evaluate-head-translation");
        assertThat(text(robot, "#evaluate-measure-exactMatch")).isEqualTo("0.5000");
        robot.clickOn("#evaluate-head-next");
        assertThat(robot.lookup("#evaluate-measure-bitsPerByte").tryQuery()).isPresent();
    }

    private static void isOf(Judgement one, Cell cell) {
        assertThat(one.expected()).isEqualTo(DemoEvaluation.LABELS.get(cell.row()));
        assertThat(one.answer()).isEqualTo(DemoEvaluation.LABELS.get(cell.column()));
    }

    private static List<Judgement> listed(FxRobot robot) {
        return robot.lookup("#evaluate-cell-texts").<ListView<Judgement>>query().getItems();
    }

    private Path open(FxRobot robot) {
        Path run = bench.trained();
        robot.interact(() -> bench.session().runProperty().set(run));
        return run;
    }

    private Path evaluated(FxRobot robot) {
        Path run = bench.trained();
        DemoEvaluation.classes(run, 5);
        robot.interact(() -> bench.session().runProperty().set(run));
        return run;
    }

    private static void scrollTo(FxRobot robot, Node node) {
        ScrollPane scroll = robot.lookup("#evaluate-scroll").query();
        robot.interact(() -> {
            Node content = scroll.getContent();
            double height = content.getBoundsInLocal().getHeight()
                    - scroll.getViewportBounds().getHeight();
            double at = content.sceneToLocal(node.localToScene(0, 0)).getY() - 20;
            scroll.setVvalue(Math.clamp(at / height, 0, 1));
        });
        robot.interact(() -> {});
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }
}
