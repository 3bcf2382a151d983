package glassformer.ui;

import glassformer.ui.chart.CurveChart;
import glassformer.ui.common.Texts;
import glassformer.ui.shell.Command;
import glassformer.ui.shell.Notification;
import glassformer.ui.shell.Page;
import glassformer.ui.shell.PageId;
import glassformer.ui.shell.Shell;
import glassformer.ui.shell.ShellViewModel;
import glassformer.ui.shell.WorkerState;
import glassformer.ui.theme.Theme;
import glassformer.ui.theme.ThemeStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kordamp.ikonli.feather.Feather;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Pictures of the frame and its parts in both themes, for people to look at: `target/screenshots`.
@ExtendWith(ApplicationExtension.class)
class ScreenshotDemo {
    private final Texts texts = new Texts(Locale.ENGLISH);
    private final ShellViewModel model = new ShellViewModel();

    @SuppressWarnings("NullAway.Init")
    private ThemeStyle style;

    @SuppressWarnings("NullAway.Init")
    private Shell shell;

    @Start
    void start(Stage stage) {
        style = new ThemeStyle(Theme.LIGHT);
        model.labNameProperty().set("Tiny Shakespeare");
        model.modifiedProperty().set(true);
        model.workerStateProperty().set(WorkerState.BUSY);
        model.messageProperty().set("Training on CPU, step 1,240 of 2,000, 3 min 12 s left");
        var pages = Arrays.stream(PageId.values())
                .map(id -> new Page(id, () -> page(id)))
                .toList();
        shell = new Shell(model, texts, style, pages, commands());
        stage.setScene(new Scene(shell, 1000, 720));
        stage.show();
    }

    @Test
    void shell(FxRobot robot) {
        robot.interact(() -> {
            model.notify(Notification.success("Saved the checkpoint of step 1,000."));
            model.notify(Notification.error("The worker ran out of memory at step 1,240.", "OutOfMemoryError")
                    .withAction("Go on from step 1,000", () -> {}));
        });
        both(robot, "shell");
    }

    @Test
    void train(FxRobot robot) {
        robot.interact(() -> model.pageProperty().set(PageId.TRAIN));
        robot.interact(() -> charts().getFirst().readAt(1200));
        both(robot, "train");
    }

    @Test
    void inspect(FxRobot robot) {
        robot.interact(() -> model.pageProperty().set(PageId.INSPECT));
        both(robot, "inspect");
    }

    @Test
    void data(FxRobot robot) {
        robot.interact(() -> model.pageProperty().set(PageId.DATA));
        both(robot, "data");
    }

    @Test
    void empty(FxRobot robot) {
        robot.interact(() -> model.pageProperty().set(PageId.GENERATE));
        both(robot, "empty");
    }

    private List<CurveChart> charts() {
        return shell.lookupAll(".curve-chart").stream()
                .map(CurveChart.class::cast)
                .toList();
    }

    private void both(FxRobot robot, String name) {
        for (Theme theme : Theme.values()) {
            String file = name + "-" + theme.name().toLowerCase(Locale.ROOT);
            robot.interact(() -> style.themeProperty().set(theme));
            robot.interact(() -> Screenshot.save(shell, file));
            robot.interact(() -> {
                shell.resize(1280, 800);
                Screenshot.save(shell, file + "-1280");
                shell.resize(1000, 720);
            });
        }
    }

    private List<List<Command>> commands() {
        var never = new SimpleBooleanProperty(false);
        return List.of(
                List.of(
                        Command.of("open", texts.get("command.open"), Feather.FOLDER, "Shortcut+O", () -> {}),
                        Command.of("save", texts.get("command.save"), Feather.SAVE, "Shortcut+S", () -> {}),
                        Command.of("save-as", texts.get("command.saveAs"), Feather.COPY, "Shortcut+Shift+S", () -> {})),
                List.of(
                        Command.of("undo", texts.get("command.undo"), Feather.CORNER_UP_LEFT, "Shortcut+Z", () -> {}),
                        Command.of(
                                "redo",
                                texts.get("command.redo"),
                                Feather.CORNER_UP_RIGHT,
                                "Shortcut+Y",
                                never,
                                () -> {})));
    }

    private Node page(PageId id) {
        return switch (id) {
            case TRAIN -> DemoPages.train(texts, style.paletteProperty());
            case INSPECT -> DemoPages.inspect(texts, style.paletteProperty());
            case DATA -> DemoPages.data(texts, style.paletteProperty());
            case GENERATE -> DemoPages.empty(texts, style.paletteProperty());
            case HOME, BUILD, MAP, TOKENS, EVALUATE, COMPARE, DEVICES, EXPORT ->
                DemoPages.title(texts.get(id.titleKey()));
        };
    }
}
