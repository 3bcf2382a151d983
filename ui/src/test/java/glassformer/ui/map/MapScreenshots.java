package glassformer.ui.map;

import glassformer.ui.Screenshot;
import glassformer.ui.Shown;
import glassformer.ui.theme.Theme;
import glassformer.ui.theme.ThemeStyle;
import glassformer.ui.worker.Bench;
import java.nio.file.Files;
import java.util.Locale;
import javafx.scene.Parent;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Pictures of the page to look at: `target/screenshots/map-*.png`.
@Tag("slow")
@ExtendWith(ApplicationExtension.class)
class MapScreenshots {
    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @SuppressWarnings("NullAway.Init")
    private ThemeStyle style;

    @SuppressWarnings("NullAway.Init")
    private Parent page;

    @Start
    void start(Stage stage) throws Exception {
        bench = new Bench(Files.createTempDirectory("map-pictures"));
        style = Shown.light();
        page = (Parent) MapPage.create(bench.workbench(style.paletteProperty()), bench.runs());
        Shown.in(stage, style, page, 960, 760);
    }

    @Test
    void everyView(FxRobot robot) {
        picture(robot, "empty");
        var run = bench.trained();
        robot.interact(() -> bench.session().runProperty().set(run));
        robot.clickOn("#map-draw");
        picture(robot, "words");
        robot.clickOn("#map-search").write("o");
        picture(robot, "found");
        robot.write("a").type(KeyCode.ENTER);
        picture(robot, "near");
        robot.clickOn("#map-follow");
        picture(robot, "path");
        robot.clickOn("#map-view-similarity");
        robot.interact(() -> robot.lookup("#map-other")
                .<javafx.scene.control.ComboBox<java.nio.file.Path>>query()
                .setValue(run));
        robot.clickOn("#map-compare");
        picture(robot, "similarity");
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
                    Screenshot.save(page, "map-" + name + "-" + theme.name().toLowerCase(Locale.ROOT)));
        }
    }
}
