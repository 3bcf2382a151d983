package glassformer.ui.evaluate;

import glassformer.ui.Screenshot;
import glassformer.ui.Shown;
import glassformer.ui.theme.Theme;
import glassformer.ui.theme.ThemeStyle;
import glassformer.ui.worker.Bench;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Pictures of the page to look at: `target/screenshots/evaluate-*.png`.
@Tag("slow")
@ExtendWith(ApplicationExtension.class)
class EvaluateScreenshots {
    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @SuppressWarnings("NullAway.Init")
    private ThemeStyle style;

    @SuppressWarnings("NullAway.Init")
    private Parent page;

    @Start
    void start(Stage stage) throws Exception {
        bench = new Bench(Files.createTempDirectory("evaluate-pictures"));
        style = Shown.light();
        page = (Parent) EvaluatePage.create(bench.workbench(style.paletteProperty()), bench.runs());
        Shown.in(stage, style, page, 960, 980);
    }

    @Test
    void everyPart(FxRobot robot) {
        picture(robot, "empty", 0);
        Path run = bench.trained();
        Path other = bench.watched();
        DemoEvaluation.everything(run);
        robot.interact(() -> bench.session().runProperty().set(run));
        picture(robot, "tags", 0);
        robot.clickOn("#evaluate-head-length");
        picture(robot, "numbers", 0);
        robot.clickOn("#evaluate-head-next");
        picture(robot, "tokens", 0);
        DemoEvaluation.classes(run, 5);
        DemoEvaluation.classes(other, 3);
        robot.interact(() -> bench.session().runProperty().set(other));
        robot.interact(() -> bench.session().runProperty().set(run));
        robot.interact(
                () -> robot.lookup("#evaluate-other").<ComboBox<Path>>query().setValue(other));
        picture(robot, "classes", 0);
        robot.interact(() -> robot.lookup("#evaluate-compare")
                .<javafx.scene.control.Button>query()
                .fire());
        robot.interact(() -> bench.worker().judged(DemoEvaluation.NAME));
        picture(robot, "confusion", 0.42);
        picture(robot, "end", 1);
    }

    private void picture(FxRobot robot, String name, double place) {
        for (Theme theme : Theme.values()) {
            robot.interact(() -> {
                style.themeProperty().set(theme);
                page.getStylesheets().clear();
                style.addTo(page.getStylesheets());
                robot.lookup("#evaluate-scroll").<ScrollPane>query().setVvalue(place);
            });
            robot.interact(() -> page.layout());
            robot.sleep(300);
            robot.interact(() -> Screenshot.save(
                    page, "evaluate-" + name + "-" + theme.name().toLowerCase(java.util.Locale.ROOT)));
        }
    }
}
