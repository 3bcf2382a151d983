package glassformer.app;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.hub.MavenModel;
import glassformer.run.Lab;
import glassformer.samples.SampleLabs;
import glassformer.ui.chart.CurveChart;
import glassformer.ui.heatmap.HeatmapView;
import glassformer.ui.shell.PageId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// Every sample lab in the real window with its real worker: opened from the gallery, trained for a moment, looked into
/// and asked.
@Tag("slow")
class EverySampleTest extends RealWindow {
    private static final int STEPS = 30;

    @Start
    void start(Stage shown) {
        open(shown);
    }

    @TestFactory
    Stream<DynamicTest> everySampleTrainsIsLookedIntoAndAnswers(FxRobot robot) {
        return new SampleLabs()
                .names().stream()
                        .filter(EverySampleTest::isHere)
                        .map(name -> DynamicTest.dynamicTest(name, () -> wholePath(robot, name)));
    }

    /// Weights to begin from may have to come over a network. The build's own tests need those of the samples, too, so
    /// that they are in Maven's folder after it.
    private static boolean isHere(String name) {
        String from = new SampleLabs().lab(name).values().text("training.from");
        Path repository = Path.of(System.getProperty("user.home"), ".m2", "repository");
        return from.isBlank()
                || Files.isRegularFile(repository.resolve(MavenModel.parse(from).path()));
    }

    private void wholePath(FxRobot robot, String name) throws TimeoutException {
        page(robot, PageId.HOME);
        press(robot, "#sample-" + name);
        waitFor(20, () -> window.session().lab().name().equals(name));
        robot.interact(() -> window.session().edit(shortened(window.session().lab())));

        page(robot, PageId.TRAIN);
        press(robot, "#train-start");
        Path before = window.session().runProperty().get();
        waitFor(
                60,
                () -> !Objects.equals(before, window.session().runProperty().get())
                        && robot.lookup("#train-summary").query().isVisible());
        CurveChart loss = robot.lookup("#train-loss-chart").queryAs(CurveChart.class);
        assertThat(loss.series().getFirst().curve().size()).isEqualTo(STEPS);

        page(robot, PageId.INSPECT);
        HeatmapView head = robot.lookup("#inspect-head").queryAs(HeatmapView.class);
        waitFor(
                20,
                () -> head.matrixProperty().get() != null
                        && text(robot, "#inspect-sentence").contains("step " + STEPS));
        List<Node> kinds = robot.lookup("#inspect-kinds .toggle-button").queryAll().stream()
                .filter(node -> node.getParent().isVisible())
                .toList();
        assertThat(kinds.size()).isEqualTo(isTranslation(window.session().lab()) ? 3 : 0);
        assertRowsSumToOne(Objects.requireNonNull(head.matrixProperty().get()));
        for (Node kind : kinds) {
            robot.interact(((ButtonBase) kind)::fire);
            assertRowsSumToOne(Objects.requireNonNull(head.matrixProperty().get()));
        }

        page(robot, PageId.GENERATE);
        press(robot, "#generate-start");
        waitFor(30, () -> answered(robot));
        assertThat(text(robot, "#generate-problem")).isEmpty();
    }

    /// Small batches, no evaluation but the first and the last, and what costs most besides training cut down: the
    /// tokenizer's training and the translations that the last evaluation judges.
    private static Lab shortened(Lab lab) {
        Lab small = lab.with("training.steps", STEPS)
                .with("training.batchSize", 4)
                .with("training.evaluateEvery", STEPS)
                .with("training.evaluateBatches", 1)
                .with("training.checkpointEvery", STEPS)
                .with("training.schedule.warmupSteps", 5)
                .with("tokenizer.vocabSize", Math.min(512, lab.values().whole("tokenizer.vocabSize")));
        return isTranslation(lab) ? small.with("model.contextLength", 16) : small;
    }

    private static boolean isTranslation(Lab lab) {
        return lab.values().text("task").equals("translation");
    }

    private static boolean answered(FxRobot robot) {
        boolean idle = !robot.lookup("#generate-start").query().isDisabled();
        Node words = robot.lookup("#generate-answer").query();
        boolean said = words.isVisible() && !((Label) words).getText().isEmpty();
        return idle && (said || text(robot, "#generate-outcome").contains("tokens"));
    }

    private void page(FxRobot robot, PageId page) {
        robot.interact(() -> window.shell().pageProperty().set(page));
    }

    private static void press(FxRobot robot, String button) throws TimeoutException {
        waitFor(20, () -> robot.lookup(button)
                .tryQuery()
                .filter(node -> !node.isDisabled())
                .isPresent());
        robot.interact(() -> robot.lookup(button).queryAs(ButtonBase.class).fire());
    }
}
