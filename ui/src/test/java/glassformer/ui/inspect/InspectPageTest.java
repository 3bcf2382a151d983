package glassformer.ui.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.ui.DemoRun;
import glassformer.ui.Shown;
import glassformer.ui.heatmap.Cells;
import glassformer.ui.heatmap.HeatmapView;
import glassformer.ui.worker.Bench;
import java.nio.file.Files;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class InspectPageTest {
    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @Start
    void start(Stage stage) throws Exception {
        bench = new Bench(Files.createTempDirectory("inspect-page"));
        var style = Shown.light();
        var page = (Parent) InspectPage.create(bench.workbench(style.paletteProperty()));
        Shown.in(stage, style, page, 900, 640);
    }

    private void open(FxRobot robot) {
        robot.interact(() -> bench.session().runProperty().set(bench.trained()));
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    private static Cells shown(FxRobot robot) {
        HeatmapView view = robot.lookup("#inspect-head").query();
        return Objects.requireNonNull(view.matrixProperty().get());
    }

    @Test
    void theEmptyPageSaysWhereAttentionComesFrom(FxRobot robot) {
        assertThat(text(robot, "#inspect-empty")).contains("Train a lab or open a run");
        assertThat(robot.lookup("#inspect-empty").query().isVisible()).isTrue();
    }

    @Test
    void aStepBackShowsTheEarlierModel(FxRobot robot) {
        open(robot);
        assertThat(text(robot, "#inspect-step-value")).isEqualTo("Step 20");
        robot.clickOn("#inspect-step-back");
        assertThat(text(robot, "#inspect-step-value")).isEqualTo("Step 15");
        assertThat(text(robot, "#inspect-sentence")).isEqualTo("7 tokens, model of step 15.");
    }

    @Test
    void theArrowKeysChooseAHead(FxRobot robot) {
        open(robot);
        robot.clickOn("#inspect-heads").press(KeyCode.END).release(KeyCode.END);
        assertThat(text(robot, "#inspect-head-title")).isEqualTo("Layer 2, head 2");
    }

    @Test
    void pointingAtTheLargeHeadReadsBothTokensAndTheWeight(FxRobot robot) {
        open(robot);
        Bounds view = robot.lookup("#inspect-head").query().getBoundsInParent();
        assertThat(view.getWidth()).isGreaterThan(200);
        robot.moveTo("#inspect-head");
        assertThat(text(robot, "#inspect-readout"))
                .matches("“.+” \\(token \\d\\) looks at “.+” \\(token \\d\\) with weight .+");
    }

    @Test
    void anOwnTextIsLookedAtByThePersonsWish(FxRobot robot) {
        open(robot);
        robot.clickOn("#inspect-source-own")
                .clickOn("#inspect-text")
                .write("mats")
                .clickOn("#inspect-look");
        assertThat(shown(robot).rows()).isEqualTo(4);
        assertThat(shown(robot).at(3, 0)).isEqualTo(0.25f);
        assertThat(text(robot, "#inspect-sentence")).isEqualTo("4 tokens, model of step 20.");
    }

    @Test
    void theKindOfAttentionCanBeChosenWhereThereAreSeveral(FxRobot robot) throws Exception {
        open(robot);
        assertThat(robot.lookup("#inspect-kinds").query().isVisible()).isFalse();
        var run = DemoRun.translation(bench.runs().resolve("translation"));
        robot.interact(() -> bench.session().runProperty().set(run));
        assertThat(shown(robot).rows()).isNotEqualTo(shown(robot).columns());
        assertThat(text(robot, "#inspect-readout")).startsWith("Each token, while it is written");
        robot.clickOn("#inspect-kind-encoder");
        assertThat(shown(robot).rows()).isEqualTo(shown(robot).columns());
        robot.clickOn("#inspect-source-own").clickOn("#inspect-source-probe");
        assertThat(robot.lookup("#inspect-kind-encoder")
                        .queryAs(ToggleButton.class)
                        .isSelected())
                .isTrue();
    }
}
