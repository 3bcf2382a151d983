package glassformer.ui.compare;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.engine.BigramEngine;
import glassformer.run.Lab;
import glassformer.run.Race;
import glassformer.run.RaceEntry;
import glassformer.run.RunListener;
import glassformer.run.Runs;
import glassformer.run.TrainingRun;
import glassformer.train.TrainingControl;
import glassformer.ui.Shown;
import glassformer.ui.build.StepTime;
import glassformer.ui.chart.CurveChart;
import glassformer.ui.common.Background;
import glassformer.ui.theme.ThemeStyle;
import glassformer.ui.worker.Bench;
import glassformer.ui.worker.BigramWorker;
import glassformer.ui.worker.Workbench;
import glassformer.ui.worker.WorkerLink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The page with a real worker process, whose engine trains in milliseconds.
@ExtendWith(ApplicationExtension.class)
class ComparePageTest {
    private static final String RATE = "training.optimizer.learningRate";

    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private WorkerLink link;

    @SuppressWarnings("NullAway.Init")
    private Stage stage;

    @SuppressWarnings("NullAway.Init")
    private ThemeStyle style;

    private final RaceWish wish = new RaceWish();

    @Start
    void start(Stage shown) throws Exception {
        stage = shown;
        style = Shown.light();
        folder = Files.createTempDirectory("compare-page");
        bench = new Bench(folder);
        link = WorkerLink.forWindow(BigramWorker.command());
        show();
    }

    /// A page of its own, as after a restart.
    private void show() {
        var workbench = new Workbench(
                bench.session(),
                link,
                Background.forWindow(),
                bench.shell(),
                bench.dialogs(),
                Shown.ENGLISH,
                style.paletteProperty());
        var page = (Parent) ComparePage.create(
                workbench,
                bench.runs(),
                (lab, device) -> CompletableFuture.completedFuture(new StepTime.Measured("cpu", 500, 5)),
                Platform::runLater,
                wish);
        Shown.in(stage, style, page, 1200, 760);
    }

    @AfterEach
    void endWorker() {
        link.close();
    }

    private void train(String name, Lab lab) {
        TrainingRun.start(
                lab,
                folder,
                bench.runs().resolve(name),
                BigramEngine.engines(),
                RunListener.SILENT,
                new TrainingControl());
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    private static CurveChart chart(FxRobot robot) {
        return robot.lookup("#compare-chart").query();
    }

    private static TableView<?> table(FxRobot robot) {
        return robot.lookup("#compare-table").query();
    }

    private static List<String> columns(FxRobot robot) {
        return table(robot).getColumns().stream()
                .map(column -> column.getText())
                .toList();
    }

    private static void waitFor(BooleanSupplier condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(120, TimeUnit.SECONDS, condition::getAsBoolean);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static boolean there(FxRobot robot, String id) {
        return robot.lookup(id).tryQuery().isPresent();
    }

    private void vary(FxRobot robot, String key) {
        ComboBox<?> keys = robot.lookup("#race-key").queryAs(ComboBox.class);
        robot.interact(() -> {
            for (int i = 0; i < keys.getItems().size(); i++) {
                if (((glassformer.settings.Setting) keys.getItems().get(i))
                        .key()
                        .equals(key)) {
                    keys.getSelectionModel().select(i);
                    return;
                }
            }
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void type(FxRobot robot, String id, String text) {
        robot.interact(() -> robot.lookup(id).queryAs(TextField.class).setText(text));
    }

    private static boolean finished(FxRobot robot) {
        return text(robot, "#race-stage").equals("Done");
    }

    @Test
    void aRaceIsTrainedAndItsWinnerMarked(FxRobot robot) throws TimeoutException {
        assertThat(text(robot, "#compare-empty")).contains("Choose two or more runs");
        robot.clickOn("#compare-new");
        assertThat(robot.lookup("#race-start").query().isDisabled()).isTrue();
        vary(robot, RATE);
        type(robot, "#vary-" + RATE.replace('.', '-'), "0.05, 0.00001");
        assertThat(text(robot, "#race-count")).isEqualTo("2 runs, all with the seed 1");
        robot.clickOn("#race-measure");
        waitFor(() -> text(robot, "#race-time").startsWith("About 20 s"));
        robot.clickOn("#race-start");
        waitFor(() -> finished(robot));
        waitFor(() -> text(robot, "#compare-verdict").startsWith("Best: Learning rate 0.05"));
        assertThat(chart(robot).series())
                .hasSize(4)
                .allMatch(series -> series.curve().size() > 3);
        assertThat(chart(robot).series().getFirst().name()).isEqualTo("Learning rate 0.05, training");
        assertThat(chart(robot).series().getFirst().curve().size()).isEqualTo(20);
        assertThat(table(robot).getItems()).hasSize(2);
        assertThat(columns(robot)).startsWith("Run", "Learning rate", "Val. loss");
        assertThat(there(robot, "#compare-winner-mark")).isTrue();
        assertThat(text(robot, "#race-words")).isEqualTo("2 of 2 runs have ended");
    }

    @Test
    void aStoppedRaceGoesOnAfterARestart(FxRobot robot) throws TimeoutException {
        robot.interact(() -> bench.session().edit("training.steps", 300_000));
        robot.clickOn("#compare-new");
        vary(robot, "training.seed");
        type(robot, "#vary-training-seed", "1, 2");
        robot.clickOn("#race-start");
        waitFor(() -> there(robot, "#compare-chart")
                && !chart(robot).series().isEmpty()
                && chart(robot).series().getFirst().curve().size() > 10);
        int before = chart(robot).series().getFirst().curve().size();
        waitFor(() -> chart(robot).series().getFirst().curve().size() > before);
        robot.clickOn("#race-stop");
        waitFor(() -> text(robot, "#race-stage").equals("Not finished"));
        Path root = onlyRace();
        assertThat(Files.isDirectory(root.resolve("entry-2"))).isFalse();

        robot.interact(this::show);
        waitFor(() -> there(robot, "#race-" + root.getFileName()));
        robot.clickOn("#race-" + root.getFileName());
        waitFor(() -> text(robot, "#race-stage").equals("Not finished"));
        robot.clickOn("#race-go-on");
        waitFor(() -> text(robot, "#race-words").contains("left for all"));
        robot.clickOn("#race-pause");
        waitFor(() -> text(robot, "#race-stage").equals("Paused"));
        robot.clickOn("#race-stop");
        waitFor(() -> text(robot, "#race-stage").equals("Not finished"));
    }

    @Test
    void aRunThatFailsLeavesTheOthersTheirTurn(FxRobot robot) throws TimeoutException {
        robot.interact(() -> {
            bench.session().edit("training.optimizer.weightDecay", 10);
            bench.session().edit("training.schedule.kind", "constant");
        });
        robot.clickOn("#compare-new");
        vary(robot, RATE);
        type(robot, "#vary-" + RATE.replace('.', '-'), "10, 0.05");
        robot.clickOn("#race-start");
        waitFor(() -> finished(robot));
        assertThat(text(robot, "#race-words")).isEqualTo("2 of 2 runs have ended, 1 of them failed");
        assertThat(text(robot, "#race-problem")).startsWith("Learning rate 10: Training stopped at step");
    }

    @Test
    void runsWithOtherTokensAreNotCalledBetter(FxRobot robot) throws TimeoutException {
        train("one", bench.tiny());
        train("two", bench.tiny().with("data.validationFraction", 0.3));
        robot.interact(this::show);
        waitFor(() -> there(robot, "#run-one"));
        robot.clickOn("#run-one").clickOn("#run-two");
        waitFor(() -> table(robot).getItems().size() == 2);
        assertThat(text(robot, "#compare-warning")).contains("learn from different data");
        assertThat(robot.lookup("#compare-verdict").query().isVisible()).isFalse();
        assertThat(there(robot, "#compare-winner-mark")).isFalse();
        ComboBox<?> measure = robot.lookup("#compare-measure").queryAs(ComboBox.class);
        robot.interact(() -> measure.getSelectionModel().select(2));
        assertThat(chart(robot).series()).hasSize(2).noneMatch(series -> series.dashed());
        robot.clickOn("#run-one");
        waitFor(() -> table(robot).getItems().size() == 1);
        assertThat(text(robot, "#compare-verdict")).contains("choose another");
    }

    @Test
    void aRaceOfTheCommandLineIsChosenAsAWhole(FxRobot robot) throws Exception {
        Race race = Race.create(
                bench.runs().resolve("by-command"), bench.tiny(), folder, RaceEntry.grid(List.of("training.seed=1,2")));
        assertThat(race.train(1, Runs.here(BigramEngine.engines()), new TrainingControl(), silent()))
                .isNull();
        robot.interact(this::show);
        waitFor(() -> there(robot, "#race-by-command"));
        robot.clickOn("#race-by-command");
        waitFor(() -> text(robot, "#race-words").equals("1 of 2 runs have ended"));
        assertThat(robot.lookup("#run-entry-2").queryAs(CheckBox.class).isSelected())
                .isTrue();
        assertThat(table(robot).getItems()).hasSize(1);
    }

    private static Race.Listener silent() {
        return new Race.Listener() {
            @Override
            public RunListener begins(int number, RaceEntry entry, Lab lab) {
                return RunListener.SILENT;
            }

            @Override
            public void ended(glassformer.run.RaceResult result) {}
        };
    }

    private Path onlyRace() {
        try (var folders = Files.list(bench.runs())) {
            return folders.filter(Race::isRace).findFirst().orElseThrow();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void anotherPagesWishFillsTheForm(FxRobot robot) {
        robot.interact(() -> wish.vary("training.device", List.of("cpu", "cpu*2")));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup("#vary-training-device")
                        .queryAs(TextField.class)
                        .getText())
                .isEqualTo("cpu, cpu*2");
        assertThat(robot.lookup("#race-start").queryButton().isVisible()).isTrue();
    }
}
