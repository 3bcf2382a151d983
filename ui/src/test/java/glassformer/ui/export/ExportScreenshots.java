package glassformer.ui.export;

import glassformer.ui.Screenshot;
import glassformer.ui.Shown;
import glassformer.ui.theme.Theme;
import glassformer.ui.theme.ThemeStyle;
import glassformer.ui.worker.Bench;
import glassformer.worker.WorkerEvents.Exporting;
import glassformer.worker.WorkerService.ExportOrder;
import glassformer.worker.WorkerService.Exported;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import javafx.scene.Parent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Pictures of the page to look at: `target/screenshots/export-*.png`.
@Tag("slow")
@ExtendWith(ApplicationExtension.class)
class ExportScreenshots {
    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @SuppressWarnings("NullAway.Init")
    private ThemeStyle style;

    @SuppressWarnings("NullAway.Init")
    private Parent page;

    @Start
    void start(Stage stage) throws Exception {
        bench = new Bench(Files.createTempDirectory("export-pictures"));
        style = Shown.light();
        page = (Parent) ExportPage.create(bench.workbench(style.paletteProperty()), opened -> {});
        Shown.in(stage, style, page, 960, 760);
    }

    @Test
    void everyState(FxRobot robot) {
        picture(robot, "empty");
        var run = bench.trained();
        robot.interact(() -> bench.session().runProperty().set(run));
        picture(robot, "first");
        robot.clickOn("#export-format-pytorch");
        picture(robot, "options");
        robot.clickOn("#export-format-gguf");
        picture(robot, "refused");
        robot.clickOn("#export-format-torchscript");
        robot.clickOn("#export-begin");
        ExportOrder order = bench.worker().asked(ExportOrder.class);
        robot.interact(() -> bench.worker().tell().exporting(new Exporting(order.id(), "CHECK", 0.7)));
        picture(robot, "running");
        robot.interact(() -> bench.worker()
                .exported(new Exported(
                        order.id(),
                        false,
                        order.target(),
                        List.of("README.md", "export.json", "model.pt", "tokenizer.json"),
                        1_482_048,
                        "logits",
                        4,
                        1.2e-6,
                        1e-3,
                        List.of(),
                        1.5)));
        picture(robot, "done");
    }

    private void picture(FxRobot robot, String name) {
        for (Theme theme : Theme.values()) {
            robot.interact(() -> {
                style.themeProperty().set(theme);
                page.getStylesheets().clear();
                style.addTo(page.getStylesheets());
            });
            robot.interact(() -> page.layout());
            robot.sleep(300);
            robot.interact(() ->
                    Screenshot.save(page, "export-" + name + "-" + theme.name().toLowerCase(Locale.ROOT)));
        }
    }
}
