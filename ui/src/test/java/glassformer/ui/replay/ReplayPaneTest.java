package glassformer.ui.replay;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.replay.StoredRun;
import glassformer.ui.Shown;
import glassformer.ui.chart.CurveChart;
import glassformer.ui.heatmap.HeatmapView;
import glassformer.ui.inspect.InspectPage;
import glassformer.ui.worker.Bench;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The replay as a view of the Inspect page.
@ExtendWith(ApplicationExtension.class)
class ReplayPaneTest {
    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @SuppressWarnings("NullAway.Init")
    private StoredRun run;

    @Start
    void start(Stage stage) throws Exception {
        Path folder = Files.createTempDirectory("replay-pane");
        bench = new Bench(folder);
        run = StoredRun.create(bench.runs().resolve("run"));
        for (int i = 0; i <= 4; i++) run.evaluation(10 * i, 3 - 0.5 * i, 0.22f * i);
        StoredRun other = StoredRun.create(bench.runs().resolve("other"));
        for (int i = 0; i <= 2; i++) other.evaluation(15 * i, 3 - 0.2 * i, 0.1f * i);
        var style = Shown.light();
        var page = (Parent) InspectPage.create(bench.workbench(style.paletteProperty()));
        Shown.in(stage, style, page, 1000, 800);
    }

    private void open(FxRobot robot) {
        robot.interact(() -> bench.session().runProperty().set(run.root()));
        robot.clickOn("#inspect-view-replay");
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    @Test
    void withoutARunItSaysWhatComes(FxRobot robot) {
        robot.clickOn("#inspect-view-replay");
        assertThat(text(robot, "#replay-empty")).startsWith("There is no run yet.");
        assertThat(robot.lookup("#inspect-step").query().getParent().isVisible())
                .isFalse();
    }

    @Test
    void keysGoFromEvaluationToEvaluation(FxRobot robot) {
        open(robot);
        assertThat(text(robot, "#replay-where")).isEqualTo("Step 40 (5 of 5)");
        robot.type(KeyCode.LEFT);
        assertThat(text(robot, "#replay-where")).isEqualTo("Step 30 (4 of 5)");
        assertThat(text(robot, "#replay-at-1")).isEqualTo("Step 30  ·  validation loss 1.500");
        assertThat(text(robot, "#replay-text-1")).isEqualTo("ab → text of 30");
        robot.type(KeyCode.HOME);
        assertThat(text(robot, "#replay-where")).isEqualTo("Step 0 (1 of 5)");
        CurveChart losses = robot.lookup("#replay-loss").query();
        assertThat(losses.markerProperty().get()).isZero();
        assertThat(losses.series()).hasSize(2);
    }

    @Test
    void theSliderChoosesTheStep(FxRobot robot) {
        open(robot);
        Slider slider = robot.lookup("#replay-slider").query();
        robot.interact(() -> slider.setValue(2));
        assertThat(text(robot, "#replay-where")).isEqualTo("Step 20 (3 of 5)");
        assertThat(text(robot, "#replay-told-1")).startsWith("At “a” it should say “b”: 44 %. Likeliest: b 44 %");
    }

    @Test
    void playGoesThroughTheRunByItself(FxRobot robot) throws Exception {
        open(robot);
        ComboBox<Speed> speed = robot.lookup("#replay-speed").query();
        robot.interact(() -> speed.setValue(Speed.QUICK));
        robot.clickOn("#replay-play");
        WaitForAsyncUtils.waitFor(
                10, TimeUnit.SECONDS, () -> text(robot, "#replay-where").equals("Step 10 (2 of 5)"));
        WaitForAsyncUtils.waitFor(
                10, TimeUnit.SECONDS, () -> text(robot, "#replay-where").equals("Step 40 (5 of 5)"));
    }

    @Test
    void theSpaceBarPausesWhereItIs(FxRobot robot) {
        open(robot);
        robot.type(KeyCode.HOME).type(KeyCode.SPACE).type(KeyCode.SPACE);
        assertThat(text(robot, "#replay-where")).isEqualTo("Step 0 (1 of 5)");
    }

    @Test
    void aSecondRunStandsBesideItInStep(FxRobot robot) {
        open(robot);
        ComboBox<Optional<Path>> against = robot.lookup("#replay-against").query();
        assertThat(against.getItems()).hasSize(3);
        robot.interact(() -> against.setValue(against.getItems().get(1)));
        assertThat(text(robot, "#replay-name-2")).isEqualTo("other");
        assertThat(text(robot, "#replay-at-2")).startsWith("Step 40: as evaluated at step 30, the last time before");
        CurveChart losses = robot.lookup("#replay-loss").query();
        assertThat(losses.series()).hasSize(4);
        robot.interact(() -> against.setValue(Optional.empty()));
        assertThat(robot.lookup("#replay-name-2").tryQuery()).isEmpty();
    }

    @Test
    void aHeadIsShownLargeWithItsRoleAndScores(FxRobot robot) {
        open(robot);
        // Where nothing has the focus these keys mean the step.
        Node heads = robot.lookup("#replay-heads-1").query();
        robot.interact(heads::requestFocus);
        robot.type(KeyCode.HOME).type(KeyCode.RIGHT);
        robot.clickOn("#replay-large");
        HeatmapView large = robot.lookup("#replay-head-1").query();
        assertThat(Objects.requireNonNull(large.matrixProperty().get()).at(3, 2))
                .isGreaterThan(0.85f);
        assertThat(text(robot, "#replay-role-1")).isEqualTo("L1 H2 now looks like: previous token");
        assertThat(text(robot, "#replay-formed")).contains("L1 H2 is “previous token” since step 20");
        CurveChart scores = robot.lookup("#replay-scores").query();
        assertThat(scores.series()).hasSize(5);
        assertThat(scores.series().getFirst().curve().size()).isEqualTo(5);
    }

    @Test
    void theReplayIsSavedAsAnAnimation(FxRobot robot) throws Exception {
        open(robot);
        robot.clickOn("#replay-export").clickOn("#replay-export-gif");
        Path file = bench.runs().resolveSibling("replay.gif");
        assertThat(text(robot, "#replay-note")).isEqualTo("Saved: " + file);
        var reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (var in = ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(in);
            assertThat(reader.getNumImages(true)).isEqualTo(5);
        } finally {
            reader.dispose();
        }
    }

    @Test
    void theReplayIsSavedAsNumberedPictures(FxRobot robot) {
        open(robot);
        Path folder = bench.runs().resolveSibling("pictures");
        bench.dialogs().choose(folder);
        robot.clickOn("#replay-export").clickOn("#replay-export-pngs");
        assertThat(folder).isDirectoryContaining("glob:**frame-0005.png");
    }
}
