package glassformer.ui.export;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.ui.Shown;
import glassformer.ui.worker.Bench;
import glassformer.worker.WorkerEvents.Exporting;
import glassformer.worker.WorkerService.CancelRequest;
import glassformer.worker.WorkerService.ExportOrder;
import glassformer.worker.WorkerService.Exported;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class ExportPageTest {
    private final List<Path> opened = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @Start
    void start(Stage stage) throws Exception {
        bench = new Bench(Files.createTempDirectory("export-page"));
        var style = Shown.light();
        var page = (Parent) ExportPage.create(bench.workbench(style.paletteProperty()), opened::add);
        Shown.in(stage, style, page, 980, 980);
    }

    private Path open(FxRobot robot) {
        Path run = bench.trained();
        robot.interact(() -> bench.session().runProperty().set(run));
        return run;
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Labeled.class).getText();
    }

    private static boolean shown(FxRobot robot, String id) {
        Node node = robot.lookup(id).query();
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) return false;
        }
        return true;
    }

    private ExportOrder asked() {
        return bench.worker().asked(ExportOrder.class);
    }

    private static Exported done(ExportOrder order) {
        return new Exported(
                order.id(),
                false,
                order.target(),
                List.of("README.md", "model.pt"),
                2048,
                "logits",
                4,
                1.2e-6,
                1e-3,
                List.of(),
                1.5);
    }

    @Test
    void theEmptyPageSaysWhereModelsComeFrom(FxRobot robot) {
        assertThat(text(robot, "#export-empty")).contains("Train a lab or open a run");
        assertThat(shown(robot, "#export-begin")).isFalse();
    }

    @Test
    void aFormatIsExportedToTheRunsOwnFolderAndItsCheckIsTold(FxRobot robot) {
        Path run = open(robot);
        robot.clickOn("#export-format-torchscript");
        robot.clickOn("#export-begin");
        assertThat(asked().format()).isEqualTo("torchscript");
        assertThat(asked().step()).isEqualTo(20);
        assertThat(Path.of(asked().target())).isEqualTo(run.resolve("exports").resolve("torchscript-step-20"));
        robot.interact(() -> bench.worker().tell().exporting(new Exporting(asked().id(), "CHECK", 0.7)));
        assertThat(text(robot, "#export-progress-text"))
                .contains("Comparing with the model")
                .contains("left");
        robot.interact(() -> bench.worker().exported(done(asked())));
        assertThat(text(robot, "#export-result")).contains("2 files").contains("logits differ by at most 1.200e-6");
        robot.clickOn("#export-open");
        assertThat(opened).containsExactly(Path.of(asked().target()));
    }

    @Test
    void anExportCanBeCancelled(FxRobot robot) {
        open(robot);
        robot.clickOn("#export-begin");
        robot.clickOn("#export-cancel");
        assertThat(bench.worker().asked(CancelRequest.class).id()).isEqualTo(asked().id());
        assertThat(text(robot, "#export-progress-text")).isEqualTo("Cancelling …");
        var cancelled = new Exported(asked().id(), true, "", List.of(), 0, "", 0, 0, 0, List.of(), 0);
        robot.interact(() -> bench.worker().exported(cancelled));
        assertThat(shown(robot, "#export-cancel")).isFalse();
        assertThat(shown(robot, "#export-result")).isFalse();
    }

    @Test
    void whatIsThereIsNotReplacedUnlessThePersonSaysSo(FxRobot robot) throws Exception {
        Path run = open(robot);
        Files.createDirectories(run.resolve("exports/huggingface-step-20"));
        robot.clickOn("#export-begin"); // the dialogs of tests decline
        assertThat(bench.worker().asked()).noneMatch(ExportOrder.class::isInstance);
    }

    @Test
    void anOptionThatIsNotAllowedIsRefusedInItsPlace(FxRobot robot) {
        open(robot);
        robot.clickOn("#export-format-pytorch");
        robot.doubleClickOn("#export-option-pytorch-batches").write("many");
        assertThat(text(robot, "#export-refusal"))
                .contains("pytorch.batches is")
                .contains("whole number");
        assertThat(robot.lookup("#export-begin").query().isDisabled()).isTrue();
    }

    @Test
    void aFailureIsToldWithoutLosingTheTarget(FxRobot robot) {
        open(robot);
        bench.worker().refuse(new glassformer.BadInputException("The disk is full."));
        String before = robot.lookup("#export-target").queryAs(TextField.class).getText();
        robot.clickOn("#export-begin");
        assertThat(text(robot, "#export-problem")).isEqualTo("The disk is full.");
        assertThat(robot.lookup("#export-target").queryAs(TextField.class).getText())
                .isEqualTo(before);
    }
}
