package glassformer.ui.map;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.ui.Shown;
import glassformer.ui.heatmap.HeatmapView;
import glassformer.ui.worker.Bench;
import glassformer.worker.MapService.MapRequest;
import glassformer.worker.MapService.Near;
import glassformer.worker.MapService.NearRequest;
import glassformer.worker.MapService.SimilarityRequest;
import glassformer.worker.MapService.SumRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class MapPageTest {
    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @Start
    void start(Stage stage) throws Exception {
        bench = new Bench(Files.createTempDirectory("map-page"));
        var style = Shown.light();
        var page = (Parent) MapPage.create(bench.workbench(style.paletteProperty()), bench.runs());
        Shown.in(stage, style, page, 980, 800);
    }

    @Test
    void theEmptyPageSaysWhatItIsFor(FxRobot robot) {
        assertThat(text(robot, "#map-empty")).contains("There is no run yet");
        assertThat(robot.lookup("#map-draw").query().isDisabled()).isTrue();
        open(robot);
        assertThat(text(robot, "#map-empty")).contains("Press Draw map");
    }

    @Test
    void aMapIsDrawnAndTellsWhatItHolds(FxRobot robot) {
        Path run = drawn(robot);
        MapRequest asked = bench.worker().asked(MapRequest.class);
        assertThat(asked.of().run()).isEqualTo(run.toString());
        assertThat(asked.of().kind()).isEqualTo("words");
        assertThat(asked.dimensions()).isEqualTo(2);
        assertThat(text(robot, "#map-about")).contains("12 vectors", "75", "runs/demo/representations/map");
        assertThat(robot.lookup("#map-empty").query().isVisible()).isFalse();
        assertThat(robot.lookup("#map-layer").<ComboBox<Integer>>query().getValue())
                .isEqualTo(2);
    }

    @Test
    void anotherChoiceDrawsAnotherMap(FxRobot robot) {
        drawn(robot);
        robot.clickOn("#map-method-tsne").clickOn("#map-solid").clickOn("#map-kind-tokens");
        MapRequest asked = bench.worker().asked(MapRequest.class);
        assertThat(asked.method()).isEqualTo("tsne");
        assertThat(asked.dimensions()).isEqualTo(3);
        assertThat(asked.of().kind()).isEqualTo("tokens");
        robot.interact(
                () -> robot.lookup("#map-layer").<ComboBox<Integer>>query().setValue(1));
        assertThat(bench.worker().asked(MapRequest.class).of().layer()).isEqualTo(1);
    }

    @Test
    void aClickOnAPointListsItsNeighbours(FxRobot robot) {
        drawn(robot);
        ScatterView scatter = robot.lookup("#map-scatter").query();
        robot.interact(() -> {
            double[] place = scatter.place(3);
            scatter.click(place[0], place[1]);
        });
        assertThat(bench.worker().asked(NearRequest.class).name()).isEqualTo("cow");
        assertThat(text(robot, "#map-near-title")).isEqualTo("Near cow");
        assertThat(neighbours(robot).getItems()).extracting(Near::name).containsExactly("dog", "horse", "cow");
    }

    @Test
    void lettersAreFoundAndEnterChooses(FxRobot robot) {
        drawn(robot);
        robot.clickOn("#map-search").write("o");
        assertThat(text(robot, "#map-search-count")).isEqualTo("6 found");
        robot.write("a").type(KeyCode.ENTER);
        assertThat(bench.worker().asked(NearRequest.class).name()).isEqualTo("oak");
        robot.write("x").type(KeyCode.ENTER);
        assertThat(text(robot, "#map-search-count")).contains("Nothing on the map");
    }

    @Test
    void aSumIsAskedAsItIsTyped(FxRobot robot) {
        drawn(robot);
        robot.clickOn("#map-sum").write("cat - dog + oak").type(KeyCode.ENTER);
        assertThat(bench.worker().asked(SumRequest.class).sum()).isEqualTo("cat - dog + oak");
        assertThat(text(robot, "#map-near-title")).isEqualTo("Near cat - dog + oak");
        assertThat(robot.lookup("#map-follow").query().isDisabled()).isTrue();
    }

    @Test
    void aWordIsFollowedThroughTheLayers(FxRobot robot) {
        drawn(robot);
        robot.clickOn("#map-search").write("elm").type(KeyCode.ENTER);
        robot.clickOn("#map-follow");
        assertThat(text(robot, "#map-path-title")).contains("elm");
        assertThat(robot.lookup("#map-path-steps").queryParent().getChildrenUnmodifiable())
                .filteredOn(Label.class::isInstance)
                .extracting(node -> ((Label) node).getText())
                .contains("Embedding", "After block 2", "dog, horse, cow");
    }

    @Test
    void twoModelsAreComparedLayerByLayer(FxRobot robot) {
        drawn(robot);
        Path other = bench.watched();
        robot.interact(() -> bench.session().runProperty().set(other));
        robot.clickOn("#map-view-similarity");
        robot.interact(() -> robot.lookup("#map-other")
                .<ComboBox<Path>>query()
                .setValue(bench.runs().resolve("trained")));
        robot.clickOn("#map-compare");
        assertThat(bench.worker().asked(SimilarityRequest.class).run()).isEqualTo(other.toString());
        HeatmapView heatmap = robot.lookup("#map-cka").query();
        assertThat(Objects.requireNonNull(heatmap.matrixProperty().get()).at(1, 1))
                .isEqualTo(0.9f);
        assertThat(text(robot, "#map-cka-readout")).contains("50 texts");
    }

    /// Another model may not have the layer of the one before.
    @Test
    void anotherRunIsLookedAtInItsUsualLayer(FxRobot robot) {
        drawn(robot);
        ComboBox<Integer> layer = robot.lookup("#map-layer").query();
        robot.interact(() -> layer.setValue(1));
        Path other = bench.watched();
        robot.interact(() -> bench.session().runProperty().set(other));
        assertThat(layer.getValue()).isEqualTo(MapViewModel.USUAL);
        robot.clickOn("#map-draw");
        MapRequest asked = bench.worker().asked(MapRequest.class);
        assertThat(asked.of().run()).isEqualTo(other.toString());
        assertThat(asked.of().layer()).isEqualTo(MapViewModel.USUAL);
    }

    @Test
    void aDragTurnsAndKeysZoomAndReset(FxRobot robot) {
        drawn(robot);
        robot.clickOn("#map-solid");
        ScatterView scatter = robot.lookup("#map-scatter").query();
        robot.interact(scatter::requestFocus);
        Camera before = scatter.camera();
        robot.type(KeyCode.RIGHT);
        assertThat(scatter.camera().yaw()).isGreaterThan(before.yaw());
        robot.type(KeyCode.ADD);
        assertThat(scatter.camera().zoom()).isGreaterThan(1);
        robot.type(KeyCode.DIGIT0);
        assertThat(scatter.camera()).isEqualTo(Camera.START);
        robot.drag("#map-scatter").dropBy(60, 0);
        assertThat(scatter.camera().yaw()).isGreaterThan(before.yaw());
    }

    @Test
    void aFailureIsTold(FxRobot robot) {
        open(robot);
        bench.worker().refuse(new glassformer.BadInputException("The model has no vectors for places."));
        robot.clickOn("#map-draw");
        assertThat(text(robot, "#map-problem")).isEqualTo("The model has no vectors for places.");
        assertThat(robot.lookup("#map-draw").query().isDisabled()).isFalse();
    }

    private Path open(FxRobot robot) {
        Path run = bench.trained();
        robot.interact(() -> bench.session().runProperty().set(run));
        return run;
    }

    private Path drawn(FxRobot robot) {
        Path run = open(robot);
        robot.clickOn("#map-draw");
        return run;
    }

    private static ListView<Near> neighbours(FxRobot robot) {
        return robot.lookup("#map-neighbours").query();
    }

    private static String text(FxRobot robot, String id) {
        Node node = robot.lookup(id).query();
        return ((Labeled) node).getText();
    }
}
