package glassformer.ui.train;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.BadInputException;
import glassformer.ui.Shown;
import glassformer.ui.chart.Curve;
import glassformer.ui.chart.CurveChart;
import glassformer.ui.chart.CurveSeries;
import glassformer.ui.chart.SpreadChart;
import glassformer.ui.chart.SpreadColumn;
import glassformer.ui.worker.Bench;
import glassformer.ui.worker.FakeWorker;
import glassformer.worker.WorkerEvents.Evaluated;
import glassformer.worker.WorkerEvents.Finished;
import glassformer.worker.WorkerEvents.Phase;
import glassformer.worker.WorkerEvents.Stepped;
import glassformer.worker.WorkerService.DeviceInfo;
import glassformer.worker.WorkerService.Devices;
import glassformer.worker.WorkerService.RateRequest;
import glassformer.worker.WorkerService.ResumeRequest;
import glassformer.worker.WorkerService.TrainRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class TrainPageTest {
    private final List<Path> openedFolders = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @SuppressWarnings("NullAway.Init")
    private FakeWorker worker;

    @Start
    void start(Stage stage) throws Exception {
        bench = new Bench(java.nio.file.Files.createTempDirectory("train-page"));
        worker = bench.worker();
        var style = Shown.light();
        var page =
                (Parent) TrainPage.create(bench.workbench(style.paletteProperty()), bench.runs(), openedFolders::add);
        Shown.in(stage, style, page, 900, 640);
    }

    private String clickStart(FxRobot robot) {
        robot.clickOn("#train-start");
        return worker.asked(TrainRequest.class).run();
    }

    private void steps(FxRobot robot, String run, int from, int to) {
        robot.interact(() -> {
            for (int i = from; i <= to; i++) {
                worker.tell().stepped(new Stepped(run, i, 3.0 / i, 1e-3, 1.0, 1000.0, i * 0.5));
            }
        });
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    private static boolean enabled(FxRobot robot, String id) {
        return !robot.lookup(id).query().isDisabled();
    }

    @Test
    void startingShowsThePhaseAndThenPointsOnTheChart(FxRobot robot) {
        String run = clickStart(robot);
        robot.interact(() -> worker.tell().phase(new Phase(run, "Training the tokenizer", 0.4)));
        assertThat(text(robot, "#train-phase")).isEqualTo("Training the tokenizer");
        robot.interact(() -> worker.tell().evaluated(new Evaluated(run, 0, 3.5, 0)));
        steps(robot, run, 1, 12);
        CurveChart chart = robot.lookup("#train-loss-chart").query();
        assertThat(chart.series().get(0).curve().size()).isEqualTo(12);
        assertThat(chart.series().get(1).curve().size()).isEqualTo(1);
        assertThat(text(robot, "#train-step")).isEqualTo("12 of 20");
        assertThat(text(robot, "#train-remaining")).isEqualTo("4 s");
    }

    @Test
    void theScheduleIsDrawnBeforeTrainingAndFollowsTheLab(FxRobot robot) {
        CurveChart chart = robot.lookup("#train-rate-chart").query();
        Curve planned = chart.series().getFirst().curve();
        var session = bench.workbench().session();
        double peak = session.lab().training().schedule().peak();
        assertThat(planned.yExtent(0, planned.size()).high()).isEqualTo(peak);
        assertThat(planned.x(planned.size() - 1)).isEqualTo(20);
        robot.interact(() -> session.edit("training.optimizer.learningRate", 2 * peak));
        assertThat(planned.yExtent(0, planned.size()).high()).isEqualTo(2 * peak);
    }

    @Test
    void aLearningRateIsFoundAndUsed(FxRobot robot) {
        robot.clickOn("#train-rate-search");
        assertThat(worker.asked(RateRequest.class).lab()).contains("learningRate");
        CurveChart chart = robot.lookup("#train-rate-search-chart").query();
        assertThat(chart.series().getFirst().curve().size()).isEqualTo(3);
        robot.clickOn("#train-rate-use");
        var session = bench.workbench().session();
        assertThat(session.lab().values().real("training.optimizer.learningRate"))
                .isEqualTo(1e-3);
        assertThat(robot.lookup("#train-rate-chart").tryQuery()).isPresent();
        assertThat(robot.lookup("#train-rate-search-chart").tryQuery()).isEmpty();
    }

    @Test
    void aSearchThatFailsSaysWhy(FxRobot robot) {
        worker.refuse(new BadInputException("There is no text."));
        robot.clickOn("#train-rate-search");
        CurveChart chart = robot.lookup("#train-rate-search-chart").query();
        assertThat(chart.emptyTextProperty().get()).isEqualTo("There is no text.");
        robot.clickOn("#train-rate-close");
        assertThat(robot.lookup("#train-rate-chart").tryQuery()).isPresent();
    }

    @Test
    void penaltiesAreDrawnBesideTheLoss(FxRobot robot) {
        String run = clickStart(robot);
        robot.interact(() ->
                worker.tell().stepped(new Stepped(run, 1, 3.0, 1e-3, 1.0, 1000.0, 0.5, Map.of("penalty/L2", 0.7))));
        CurveChart chart = robot.lookup("#train-loss-chart").query();
        CurveSeries penalty = chart.series().getLast();
        assertThat(penalty.name()).contains("Penalty", "L2");
        assertThat(penalty.curve().y(0)).isEqualTo(0.7);
    }

    @Test
    void theButtonsFollowTheTraining(FxRobot robot) {
        steps(robot, clickStart(robot), 1, 3);
        assertThat(enabled(robot, "#train-start")).isFalse();
        robot.clickOn("#train-pause");
        assertThat(text(robot, "#train-stage")).isEqualTo("Paused");
        robot.clickOn("#train-continue");
        assertThat(text(robot, "#train-stage")).isEqualTo("Training");
        robot.clickOn("#train-stop");
        assertThat(worker.asked()).contains("pause", "unpause", "stop");
        assertThat(enabled(robot, "#train-stop")).isFalse();
    }

    @Test
    void aDeadWorkerIsExplainedAndResumeStartsAnother(FxRobot robot) {
        robot.interact(() -> {
            bench.session().runProperty().set(bench.trained());
            bench.session().edit("training.steps", 40);
        });
        robot.clickOn("#train-resume");
        String run = worker.asked(ResumeRequest.class).run();
        steps(robot, run, 21, 24);
        robot.interact(() -> worker.die("The compute process was killed (signal 9)."));
        assertThat(text(robot, "#train-notice")).contains("killed (signal 9)").contains("checkpoint of step 20");
        assertThat(enabled(robot, "#train-resume")).isTrue();
        robot.clickOn("#train-resume");
        assertThat(text(robot, "#train-stage")).isEqualTo("Preparing");
        assertThat(worker.asked().stream().filter(ResumeRequest.class::isInstance))
                .hasSize(2);
    }

    @Test
    void theDevicesAreListedWhenTheChoiceIsOpened(FxRobot robot) {
        worker.hasDevices(new Devices(
                List.of(new DeviceInfo("cuda:0", "djl", "NVIDIA T4", 16L << 30)),
                List.of("The engine tornado is not installed.")));
        assertThat(worker.asked()).isEmpty();
        robot.clickOn("#train-device");
        robot.clickOn("cuda:0 (NVIDIA T4, 16 GiB)");
        assertThat(bench.session().lab().training().device()).isEqualTo("cuda:0");
        assertThat(text(robot, "#train-device-problem")).isEqualTo("The engine tornado is not installed.");
    }

    @Test
    void gpusAndProcessesCanTrainTogether(FxRobot robot) {
        worker.hasDevices(new Devices(
                List.of(
                        new DeviceInfo("cpu", "djl", "test computer", 0),
                        new DeviceInfo("cuda:0", "djl", "NVIDIA T4", 0),
                        new DeviceInfo("cuda:1", "djl", "NVIDIA T4", 0)),
                List.of()));
        robot.clickOn("#train-device");
        robot.clickOn("2 GPUs together (cuda:0+cuda:1)");
        assertThat(bench.session().lab().training().device()).isEqualTo("cuda:0+cuda:1");
        robot.clickOn("#train-device");
        robot.clickOn("CPU, 2 processes, to try it out (cpu*2)");
        assertThat(bench.session().lab().training().device()).isEqualTo("cpu*2");
    }

    @Test
    void theSummaryLeadsToTheRunsFolder(FxRobot robot) {
        String run = clickStart(robot);
        steps(robot, run, 1, 20);
        robot.interact(() ->
                worker.tell().finished(new Finished(run, "finished", 20, 3.0, 0.15, 0.2, 1000.0, 1_234_567, 10, "x")));
        assertThat(text(robot, "#summary-parameters")).isEqualTo("1.23 M");
        assertThat(text(robot, "#summary-loss")).isEqualTo("3 → 0.1500");
        robot.clickOn("#train-open-folder");
        assertThat(openedFolders).containsExactly(Path.of(run));
        robot.clickOn("#train-copy-path");
        robot.interact(
                () -> assertThat(Clipboard.getSystemClipboard().getString()).isEqualTo(run));
    }

    @Test
    void measuresAppearAsCurvesAndInTheEndAsATable(FxRobot robot) {
        String run = clickStart(robot);
        steps(robot, run, 1, 5);
        CurveChart measures = robot.lookup("#train-measures-chart").query();
        assertThat(measures.getParent().getParent().isVisible()).isFalse();
        robot.interact(() -> {
            worker.tell().evaluated(new Evaluated(run, 5, 2.0, 1, Map.of("macroF1", 0.25, "loss/topic", 1.0)));
            worker.tell().finished(new Finished(run, "finished", 5, 3.0, 0.6, 2.0, 1000.0, 1_234, 10, "x"));
        });
        assertThat(measures.getParent().getParent().isVisible()).isTrue();
        assertThat(measures.series()).extracting(CurveSeries::name).containsExactly("Macro F1");
        CurveChart loss = robot.lookup("#train-loss-chart").query();
        assertThat(loss.series()).extracting(CurveSeries::name).contains("validation (topic)");
        assertThat(text(robot, "#summary-measure-macroF1")).isEqualTo("0.2500");
        assertThat(text(robot, "#summary-caption-macroF1")).isEqualTo("Macro F1");
        assertThat(robot.lookup("#summary-caption-macroF1").query().getAccessibleHelp())
                .contains("rare classes count");
    }

    @Test
    void theInsideOfTheModelIsShownBesideTheCurves(FxRobot robot) {
        robot.clickOn("#train-watch-inside");
        SpreadChart spread = robot.lookup("#train-inside-spread").query();
        assertThat(spread.columnsProperty().get()).isEmpty();
        assertThat(robot.lookup("#train-inside-spread .empty-state")
                        .queryAs(Label.class)
                        .getText())
                .contains("Watch the inside");
        robot.interact(() -> bench.session().runProperty().set(bench.watched()));
        robot.clickOn("#train-watch-curves").clickOn("#train-watch-inside");
        assertThat(spread.columnsProperty().get()).extracting(SpreadColumn::x).containsExactly(5.0, 10.0, 15.0, 20.0);
        CurveChart ratio = robot.lookup("#train-inside-ratio-chart").query();
        assertThat(ratio.series().getFirst().curve().size()).isEqualTo(4);
        var weights = spread.columnsProperty().get();
        robot.clickOn("#train-inside-gradient");
        assertThat(spread.columnsProperty().get()).hasSize(4).isNotEqualTo(weights);
    }

    @Test
    void throughputAndMemoryHaveAViewOfTheirOwn(FxRobot robot) {
        robot.interact(() -> bench.session().runProperty().set(bench.trained()));
        robot.clickOn("#train-watch-machine");
        CurveChart memory = robot.lookup("#train-memory-chart").query();
        assertThat(memory.series().getFirst().curve().y(0)).isBetween(10.0, 1e6);
        CurveChart speed = robot.lookup("#train-speed-chart").query();
        assertThat(speed.series().getFirst().curve().size()).isEqualTo(20);
        assertThat(robot.lookup("#train-loss-chart").tryQuery()).isEmpty();
    }

    @Test
    void theLossIsSavedUnderTheRunsName(FxRobot robot) {
        robot.interact(() -> bench.session().runProperty().set(bench.trained()));
        robot.clickOn("#train-loss-chart-export").clickOn("Vectors as SVG");
        assertThat(bench.runs().resolveSibling("trained-loss.svg")).content().contains("validation");
    }
}
