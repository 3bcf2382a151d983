package glassformer.ui;

import glassformer.ui.export.ExportPage;
import glassformer.ui.generate.GeneratePage;
import glassformer.ui.inspect.InspectPage;
import glassformer.ui.shell.Page;
import glassformer.ui.shell.PageId;
import glassformer.ui.shell.Shell;
import glassformer.ui.text.ColouredTokens;
import glassformer.ui.theme.Theme;
import glassformer.ui.theme.ThemeStyle;
import glassformer.ui.train.TrainPage;
import glassformer.ui.worker.Bench;
import glassformer.worker.WorkerEvents.Evaluated;
import glassformer.worker.WorkerEvents.Exporting;
import glassformer.worker.WorkerEvents.Finished;
import glassformer.worker.WorkerEvents.Phase;
import glassformer.worker.WorkerEvents.Sampled;
import glassformer.worker.WorkerEvents.Stepped;
import glassformer.worker.WorkerEvents.StoodOut;
import glassformer.worker.WorkerService.ExportOrder;
import glassformer.worker.WorkerService.Exported;
import glassformer.worker.WorkerService.GenerateRequest;
import glassformer.worker.WorkerService.Generated;
import glassformer.worker.WorkerService.TrainRequest;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Pictures of the pages that show a run, in both themes and two sizes, for people to look at: `target/screenshots`.
@ExtendWith(ApplicationExtension.class)
class RunScreenshots {
    private static final List<String> TEXTS = List.of(
            "tn  eoa hs rlu,i\nd mw yo tgh ,sae",
            "the theat and mes hour the ous,\nAnd the whe sor thand",
            "thou shall be the sone of heart\nAnd come the lord, my will and",
            "thou art a man of honour, good my lord,\nAnd I will speak to him before the king.");

    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @SuppressWarnings("NullAway.Init")
    private ThemeStyle style;

    @SuppressWarnings("NullAway.Init")
    private Shell shell;

    @Start
    void start(Stage stage) throws Exception {
        bench = new Bench(Files.createTempDirectory("screenshots"));
        bench.session()
                .open(
                        bench.tiny()
                                .withName("tiny-shakespeare")
                                .with("training.steps", 2000)
                                .with("training.evaluateEvery", 100),
                        null,
                        bench.runs().resolveSibling("labs"));
        style = new ThemeStyle(Theme.LIGHT);
        var workbench = bench.workbench(style.paletteProperty());
        bench.link()
                .stateProperty()
                .subscribe(state -> bench.shell().workerStateProperty().set(state));
        bench.shell().labNameProperty().set("Tiny Shakespeare");
        bench.shell().pageProperty().set(PageId.TRAIN);
        shell = new Shell(
                bench.shell(),
                Shown.ENGLISH,
                style,
                List.of(
                        new Page(PageId.TRAIN, () -> TrainPage.create(workbench, bench.runs(), run -> {})),
                        new Page(PageId.EXPORT, () -> ExportPage.create(workbench, folder -> {})),
                        new Page(PageId.INSPECT, () -> InspectPage.create(workbench)),
                        new Page(PageId.GENERATE, () -> GeneratePage.create(workbench, bench.runs()))),
                List.of());
        stage.setScene(new Scene(shell, 1000, 720));
        stage.show();
    }

    @Test
    void train(FxRobot robot) {
        robot.interact(() -> bench.shell().pageProperty().set(PageId.TRAIN));
        both(robot, "train-empty");
        robot.clickOn("#train-start");
        String run = bench.worker().asked(TrainRequest.class).run();
        robot.interact(() -> bench.worker().tell().phase(new Phase(run, "Training the tokenizer", 0.4)));
        both(robot, "train-preparing");
        var random = new Random(7);
        robot.interact(() -> train(run, 0, 1240, random));
        both(robot, "train-live");
        robot.interact(() -> bench.worker()
                .die("The compute process was killed (signal 9), by a person or by the"
                        + " system because memory ran out."));
        both(robot, "train-died");
        robot.clickOn("#train-start");
        String again = bench.worker().asked(TrainRequest.class).run();
        robot.interact(() -> {
            train(again, 0, 2000, random);
            bench.worker()
                    .tell()
                    .finished(new Finished(again, "finished", 2000, 4.2, 1.51, 1.63, 48_000.0, 815_872, 512, "x"));
        });
        both(robot, "train-finished");
    }

    @Test
    void trainUpkeep(FxRobot robot) {
        robot.interact(() -> bench.shell().pageProperty().set(PageId.TRAIN));
        var run = bench.trained();
        var control = new glassformer.train.TrainingControl();
        glassformer.run.TrainingRun.resume(
                run,
                10,
                java.util.Map.of(),
                glassformer.engine.BigramEngine.engines(),
                glassformer.run.RunListener.SILENT,
                control);
        robot.interact(() -> bench.session().runProperty().set(run));
        robot.interact(() -> bench.worker()
                .tell()
                .outlier(new StoodOut(
                        run.toString(),
                        17,
                        12.5,
                        2.31,
                        List.of("<td class=x9>&nbsp;</td> <td class=x9>&nbsp;</td>", "the cat sat on the mat"))));
        both(robot, "train-upkeep");
    }

    @Test
    void export(FxRobot robot) throws Exception {
        robot.interact(() -> bench.shell().pageProperty().set(PageId.EXPORT));
        both(robot, "export-empty");
        robot.interact(() -> bench.session().runProperty().set(bench.trained()));
        both(robot, "export");
        robot.clickOn("#export-format-pytorch");
        both(robot, "export-source");
        robot.clickOn("#export-begin");
        var order = bench.worker().asked(ExportOrder.class);
        robot.interact(() -> bench.worker().tell().exporting(new Exporting(order.id(), "WRITE", 0.4)));
        both(robot, "export-running");
        var done = new Exported(
                order.id(),
                false,
                order.target(),
                List.of("README.md", "model.py"),
                2_400_000,
                "logits",
                4,
                1.8e-6,
                1e-3,
                List.of(),
                3);
        robot.interact(() -> bench.worker().exported(done));
        both(robot, "export-done");
    }

    @Test
    void inspect(FxRobot robot) throws Exception {
        robot.interact(() -> bench.shell().pageProperty().set(PageId.INSPECT));
        both(robot, "inspect-empty");
        var run = DemoRun.in(bench.runs().resolve("demo"));
        robot.interact(() -> bench.session().runProperty().set(run));
        robot.clickOn("#inspect-step-back");
        robot.moveTo("#inspect-head");
        both(robot, "inspect-probe");
        robot.clickOn("#inspect-source-own");
        both(robot, "inspect-own-empty");
        robot.clickOn("#inspect-text").write("the cat sat on the mat").clickOn("#inspect-look");
        both(robot, "inspect-own");
    }

    @Test
    void generate(FxRobot robot) throws Exception {
        robot.interact(() -> bench.shell().pageProperty().set(PageId.GENERATE));
        both(robot, "generate-empty");
        var run = DemoRun.in(bench.runs().resolve("demo"));
        robot.interact(() -> bench.session().runProperty().set(run));
        both(robot, "generate-ready");
        robot.clickOn("#generate-prompt").write("To be or not to");
        robot.clickOn("#generate-start");
        String id = bench.worker().asked(GenerateRequest.class).id();
        robot.interact(() -> DemoRun.tokens(id).forEach(bench.worker().tell()::token));
        robot.interact(() -> bench.worker().generated(new Generated(id, "x", 200, false, 1.6)));
        ColouredTokens tokens = robot.lookup("#generate-tokens").query();
        robot.interact(() -> tokens.selectedProperty().set(100));
        both(robot, "generate-text");
    }

    private void train(String run, int from, int to, Random random) {
        for (int step = from; step <= to; step++) {
            double loss = 1.4 + 2.8 * Math.exp(-step / 350.0);
            double rate = 1e-3 * Math.min(1, step / 100.0) * 0.5 * (1 + Math.cos(Math.PI * step / 2000));
            if (step > 0) {
                bench.worker()
                        .tell()
                        .stepped(new Stepped(
                                run,
                                step,
                                loss + random.nextGaussian() * 0.06,
                                rate,
                                0.4 + Math.abs(random.nextGaussian()) * 0.3 + 2 * Math.exp(-step / 60.0),
                                48_000.0 + random.nextInt(900),
                                step * 0.256));
            }
            if (step % 100 == 0) {
                bench.worker().tell().evaluated(new Evaluated(run, step, loss + 0.12, step * 0.256));
                int text = Math.min(TEXTS.size() - 1, step / 300);
                bench.worker().tell().sampled(new Sampled(run, step, "To be or ", TEXTS.get(text)));
            }
        }
    }

    private void both(FxRobot robot, String name) {
        WaitForAsyncUtils.waitForFxEvents();
        for (Theme theme : Theme.values()) {
            String file = name + "-" + theme.name().toLowerCase(Locale.ROOT);
            robot.interact(() -> style.themeProperty().set(theme));
            WaitForAsyncUtils.waitForFxEvents();
            robot.interact(() -> Screenshot.save(shell, file));
            robot.interact(() -> {
                shell.resize(1280, 800);
                shell.layout();
            });
            WaitForAsyncUtils.waitForFxEvents();
            robot.interact(() -> {
                shell.resize(1280, 800);
                shell.layout();
                Screenshot.save(shell, file + "-1280");
                shell.resize(1000, 720);
            });
        }
    }
}
