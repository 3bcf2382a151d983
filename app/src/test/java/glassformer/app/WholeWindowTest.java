package glassformer.app;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.run.Lab;
import glassformer.run.LabFile;
import glassformer.run.RunFolder;
import glassformer.run.RunStatus;
import glassformer.samples.SampleLabs;
import glassformer.ui.chart.CurveChart;
import glassformer.ui.heatmap.HeatmapView;
import glassformer.ui.shell.PageId;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// The window with its real worker process, engine and sample, clicked through as a person would.
class WholeWindowTest extends RealWindow {
    private static final int STEPS = 30;

    @Start
    void start(Stage shown) {
        open(shown);
    }

    @Test
    void aLabIsTrainedInspectedAndGeneratesText(FxRobot robot) throws TimeoutException {
        open(robot, small(STEPS));
        robot.clickOn("#nav-build");
        String before = text(robot, "#cost-parameters");
        type(robot, "#field-model-layers", "3");
        assertThat(text(robot, "#cost-parameters")).isNotEqualTo(before);

        robot.clickOn("#nav-train");
        waitFor(20, () -> !robot.lookup("#train-start").query().isDisabled());
        robot.clickOn("#train-start");
        waitFor(120, () -> robot.lookup("#train-summary").query().isVisible());
        CurveChart loss = robot.lookup("#train-loss-chart").queryAs(CurveChart.class);
        assertThat(loss.series().getFirst().curve().size()).isEqualTo(STEPS);
        assertThat(loss.series().get(1).curve().size()).isGreaterThanOrEqualTo(2);

        robot.clickOn("#nav-inspect");
        HeatmapView head = robot.lookup("#inspect-head").queryAs(HeatmapView.class);
        waitFor(20, () -> head.matrixProperty().get() != null);
        assertRowsSumToOne(head.matrixProperty().get());

        robot.clickOn("#nav-generate");
        waitFor(20, () -> !robot.lookup("#generate-start").query().isDisabled());
        robot.clickOn("#generate-start");
        waitFor(60, () -> text(robot, "#generate-outcome").contains("tokens/s"));

        robot.clickOn("#nav-build");
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        assertThat(text(robot, "#cost-parameters")).isEqualTo(before);
        Path file = folder.resolve("mine.json");
        answers.file(file);
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.S).release(KeyCode.S, KeyCode.SHIFT, KeyCode.CONTROL);
        assertThat(LabFile.read(file)).isEqualTo(window.session().lab());
        answers.file(file);
        robot.clickOn("#command-open");
        assertThat(window.session().lab().values().whole("model.layers")).isEqualTo(2);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no kill -9")
    void theWindowSurvivesItsWorkerAndResumes(FxRobot robot) throws TimeoutException {
        open(robot, small(400).with("training.checkpointEvery", 20));
        robot.clickOn("#nav-train");
        waitFor(20, () -> !robot.lookup("#train-start").query().isDisabled());
        robot.clickOn("#train-start");
        CurveChart loss = robot.lookup("#train-loss-chart").queryAs(CurveChart.class);
        waitFor(120, () -> loss.series().getFirst().curve().size() > 50);
        // The worker is the only process that this one has started.
        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
        waitFor(20, () -> !robot.lookup("#train-resume").query().isDisabled());
        assertThat(stage.isShowing()).isTrue();
        assertThat(text(robot, "#train-notice")).contains("killed");

        robot.clickOn("#train-resume");
        waitFor(
                120,
                () -> robot.lookup("#train-summary").query().isVisible()
                        && loss.series().getFirst().curve().size() == 400);
        Path run =
                java.util.Objects.requireNonNull(window.session().runProperty().get());
        assertThat(new RunFolder(run).status().state()).isEqualTo(RunStatus.State.FINISHED);
    }

    private static Lab small(int steps) {
        return new SampleLabs()
                .lab("wordnet-gpt")
                .with("model.layers", 2)
                .with("model.dim", 32)
                .with("model.contextLength", 32)
                .with("tokenizer.vocabSize", 400)
                .with("training.batchSize", 4)
                .with("training.evaluateBatches", 2)
                .with("training.steps", steps)
                .with("training.evaluateEvery", 10);
    }

    private void open(FxRobot robot, Lab lab) {
        robot.interact(() -> {
            window.session().open(lab, null, folder);
            window.shell().pageProperty().set(PageId.BUILD);
        });
    }

    private static void type(FxRobot robot, String field, String text) {
        TextField control = robot.lookup(field).queryAs(TextField.class);
        robot.interact(() -> {
            control.requestFocus();
            control.setText(text);
        });
        robot.type(KeyCode.ENTER);
    }
}
