package glassformer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.run.Lab;
import glassformer.run.LabFile;
import glassformer.run.RunFolder;
import glassformer.run.RunStatus;
import glassformer.samples.SampleLabs;
import glassformer.ui.chart.CurveChart;
import glassformer.ui.heatmap.HeatmapView;
import glassformer.ui.heatmap.Matrix;
import glassformer.ui.shell.Dialogs;
import glassformer.ui.shell.PageId;
import glassformer.ui.theme.Theme;
import glassformer.ui.window.GlassformerWindow;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The window with its real worker process, engine and sample, clicked through as a person would.
@ExtendWith(ApplicationExtension.class)
class WholeWindowTest {
    private static final int STEPS = 30;

    @TempDir
    static Path folder;

    private final Answers answers = new Answers();

    @SuppressWarnings("NullAway.Init")
    private GlassformerWindow window;

    @SuppressWarnings("NullAway.Init")
    private Stage stage;

    @Start
    void start(Stage shown) {
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
        answers.files.add(file);
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.S).release(KeyCode.S, KeyCode.SHIFT, KeyCode.CONTROL);
        assertThat(LabFile.read(file)).isEqualTo(window.session().lab());
        answers.files.add(file);
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

    private static void assertRowsSumToOne(Matrix matrix) {
        for (int row = 0; row < matrix.rows(); row++) {
            double sum = 0;
            for (int column = 0; column < matrix.columns(); column++) {
                sum += matrix.at(row, column);
            }
            assertThat(sum).isCloseTo(1, within(1e-5));
        }
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

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(Label.class).getText();
    }

    private static void type(FxRobot robot, String field, String text) {
        TextField control = robot.lookup(field).queryAs(TextField.class);
        robot.interact(() -> {
            control.requestFocus();
            control.setText(text);
        });
        robot.type(KeyCode.ENTER);
    }

    private static void waitFor(int seconds, BooleanSupplier condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(seconds, TimeUnit.SECONDS, condition::getAsBoolean);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// The person's answers to the dialogs.
    private static final class Answers implements Dialogs {
        final Deque<Path> files = new ArrayDeque<>();

        @Override
        public boolean confirm(Question question) {
            return true;
        }

        @Override
        public Unsaved unsavedChanges(String labName) {
            return Unsaved.DISCARD;
        }

        @Override
        public Optional<Path> openFile(String title, List<FileKind> kinds) {
            return Optional.ofNullable(files.poll());
        }

        @Override
        public Optional<Path> saveFile(String title, String suggestedName, List<FileKind> kinds) {
            return Optional.ofNullable(files.poll());
        }

        @Override
        public Optional<Path> chooseFolder(String title) {
            return Optional.empty();
        }

        @Override
        public void error(String title, String text, @org.jspecify.annotations.Nullable String details) {
            throw new AssertionError(title + ": " + text);
        }
    }
}
