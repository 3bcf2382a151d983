package glassformer.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.ui.common.Texts;
import glassformer.ui.theme.Theme;
import glassformer.ui.theme.ThemeStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Bounds;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kordamp.ikonli.feather.Feather;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ShellTest {
    private final ShellViewModel model = new ShellViewModel();
    private final List<PageId> made = new ArrayList<>();
    private final List<String> ran = new ArrayList<>();
    private final SimpleBooleanProperty canUndo = new SimpleBooleanProperty(false);

    @SuppressWarnings("NullAway.Init")
    private ThemeStyle style;

    @Start
    void start(Stage stage) {
        style = new ThemeStyle(Theme.LIGHT);
        var pages = Arrays.stream(PageId.values())
                .map(id -> new Page(id, () -> {
                    if (id == PageId.DATA) throw new IllegalStateException("the disk is gone");
                    made.add(id);
                    return new StackPane(new Label("content of " + id));
                }))
                .toList();
        var undo = Command.of("undo", "Undo", Feather.ROTATE_CCW, "Shortcut+Z", canUndo, () -> ran.add("undo"));
        var save = Command.of("save", "Save", Feather.SAVE, "Shortcut+S", () -> ran.add("save"));
        var shell = new Shell(model, new Texts(Locale.ENGLISH), style, pages, List.of(List.of(save), List.of(undo)));
        stage.setScene(new Scene(shell, 1000, 720));
        stage.show();
    }

    @Test
    void clickingARailItemShowsItsPage(FxRobot robot) {
        robot.clickOn("#nav-train");
        assertThat(model.pageProperty().get()).isEqualTo(PageId.TRAIN);
        assertThat(robot.lookup("content of TRAIN").tryQuery()).isPresent();
        assertThat(robot.lookup("content of HOME").tryQuery()).isEmpty();
    }

    @Test
    void inTheLowestWindowEveryPageStillHasItsPlace(FxRobot robot) {
        var window = robot.lookup("#nav-home").query().getScene().getWindow();
        robot.interact(() -> window.setHeight(600));
        WaitForAsyncUtils.waitForFxEvents();
        var rail = robot.lookup(".navigation-rail").query();
        var last = robot.lookup(".navigation-item").queryAll().stream()
                .map(item -> item.getBoundsInParent())
                .max(Comparator.comparing(Bounds::getMaxY))
                .orElseThrow();
        assertThat(last.getMaxY()).isLessThanOrEqualTo(rail.getLayoutBounds().getHeight());
    }

    @Test
    void aPageIsMadeOnItsFirstVisitOnly(FxRobot robot) {
        assertThat(made).containsExactly(PageId.HOME);
        robot.clickOn("#nav-build").clickOn("#nav-home").clickOn("#nav-build");
        assertThat(made).containsExactly(PageId.HOME, PageId.BUILD);
    }

    @Test
    void controlAndADigitOpenAPage(FxRobot robot) {
        robot.press(KeyCode.CONTROL, KeyCode.DIGIT6).release(KeyCode.DIGIT6, KeyCode.CONTROL);
        assertThat(model.pageProperty().get()).isEqualTo(PageId.INSPECT);
    }

    @Test
    void theTenthPageHasTheDigitZeroAndThoseAfterItShift(FxRobot robot) {
        robot.press(KeyCode.CONTROL, KeyCode.DIGIT0).release(KeyCode.DIGIT0, KeyCode.CONTROL);
        assertThat(model.pageProperty().get()).isEqualTo(PageId.values()[9]);
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.DIGIT1)
                .release(KeyCode.DIGIT1, KeyCode.SHIFT, KeyCode.CONTROL);
        assertThat(model.pageProperty().get()).isEqualTo(PageId.values()[10]);
    }

    @Test
    void clickingTheChosenRailItemKeepsItChosen(FxRobot robot) {
        robot.clickOn("#nav-home");
        assertThat(model.pageProperty().get()).isEqualTo(PageId.HOME);
        assertThat(robot.lookup("#nav-home")
                        .queryAs(javafx.scene.control.ToggleButton.class)
                        .isSelected())
                .isTrue();
    }

    @Test
    void aPageThatFailsLeavesABannerAndTheOthersWork(FxRobot robot) {
        robot.clickOn("#nav-data");
        assertThat(model.notifications()).singleElement().satisfies(n -> assertThat(n.details())
                .contains("the disk is gone"));
        robot.clickOn("#nav-build");
        assertThat(robot.lookup("content of BUILD").tryQuery()).isPresent();
    }

    @Test
    void theToggleChangesThemeAndPalette(FxRobot robot) {
        var light = style.paletteProperty().get();
        robot.clickOn("#theme-toggle");
        assertThat(style.themeProperty().get()).isEqualTo(Theme.DARK);
        assertThat(style.paletteProperty().get()).isNotEqualTo(light);
    }

    @Test
    void aCommandRunsByButtonAndByKeyOnlyWhenEnabled(FxRobot robot) {
        robot.clickOn("#command-save");
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        assertThat(robot.lookup("#command-undo").queryAs(Button.class).isDisabled())
                .isTrue();
        robot.interact(() -> canUndo.set(true));
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        assertThat(ran).containsExactly("save", "undo");
    }

    @Test
    void theModifiedMarkFollowsTheLab(FxRobot robot) {
        assertThat(robot.lookup("#lab-name").queryAs(Label.class).getText()).isEqualTo("No lab open");
        robot.interact(() -> {
            model.labNameProperty().set("tiny-shakespeare");
            model.modifiedProperty().set(true);
        });
        assertThat(robot.lookup("#lab-name").queryAs(Label.class).getText()).isEqualTo("tiny-shakespeare");
        assertThat(robot.lookup("#modified-mark").query().isVisible()).isTrue();
    }

    @Test
    void aBannerUnfoldsItsDetailsAndGoesAway(FxRobot robot) {
        robot.interact(() -> model.notify(Notification.error("The worker ended.", "signal 9")));
        robot.clickOn("Details");
        assertThat(robot.lookup(".banner-details").queryAs(TextArea.class).getText())
                .isEqualTo("signal 9");
        robot.clickOn(".banner-dismiss");
        assertThat(model.notifications()).isEmpty();
        assertThat(robot.lookup(".banner").tryQuery()).isEmpty();
    }

    @Test
    void aBannersActionRunsAndDismissesIt(FxRobot robot) {
        robot.interact(() -> model.notify(Notification.warning("The run stopped at step 300.")
                .withAction("Go on from step 250", () -> ran.add("resume"))));
        robot.clickOn("Go on from step 250");
        assertThat(ran).containsExactly("resume");
        assertThat(model.notifications()).isEmpty();
    }

    @Test
    void theStatusBarNamesTheWorkersState(FxRobot robot) {
        robot.interact(() -> model.workerStateProperty().set(WorkerState.BUSY));
        assertThat(robot.lookup("#worker-state").queryAs(Label.class).getText()).isEqualTo("Engine working");
    }
}
