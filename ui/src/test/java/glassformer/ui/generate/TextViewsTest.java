package glassformer.ui.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import glassformer.BadInputException;
import glassformer.exchange.Json;
import glassformer.generate.BeamTree;
import glassformer.ui.DemoRun;
import glassformer.ui.Shown;
import glassformer.ui.chart.CurveChart;
import glassformer.ui.heatmap.HeatmapView;
import glassformer.ui.heatmap.LinkView;
import glassformer.ui.text.ColouredTokens;
import glassformer.ui.worker.Bench;
import glassformer.worker.TextService.BeamRequest;
import glassformer.worker.TextService.BesideRequest;
import glassformer.worker.TextService.SalienceRequest;
import glassformer.worker.WorkerEvents.Token;
import glassformer.worker.WorkerService.CancelRequest;
import glassformer.worker.WorkerService.GenerateRequest;
import glassformer.worker.WorkerService.TextRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The Generate page's views beside the answer.
@ExtendWith(ApplicationExtension.class)
class TextViewsTest {
    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @Start
    void start(Stage stage) throws Exception {
        bench = new Bench(Files.createTempDirectory("text-views"));
        var style = Shown.light();
        var page = (Parent) GeneratePage.create(bench.workbench(style.paletteProperty()), bench.runs());
        Shown.in(stage, style, page, 1000, 700);
        bench.session().runProperty().set(bench.trained());
    }

    private void view(FxRobot robot, String name) {
        robot.clickOn("#generate-view-" + name);
    }

    private static String label(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Labeled.class).getText();
    }

    private void run(FxRobot robot, Path run) {
        robot.interact(() -> bench.session().runProperty().set(run));
    }

    private static void press(FxRobot robot, KeyCode... keys) {
        for (KeyCode key : keys) robot.press(key).release(key);
    }

    @Test
    void eachModelHasTheViewsThatFitIt(FxRobot robot) throws Exception {
        assertThat(views(robot)).containsExactly("answer", "beams", "beside", "speed", "surprise");
        run(robot, DemoRun.translation(bench.runs().resolve("translation")));
        assertThat(views(robot)).containsExactly("answer", "alignment", "beams", "beside", "speed", "surprise");
        run(robot, DemoRun.masked(bench.runs().resolve("masked")));
        assertThat(views(robot)).containsExactly("answer", "surprise");
        run(robot, DemoRun.classifier(bench.runs().resolve("classifier")));
        assertThat(views(robot)).containsExactly("answer", "salience");
    }

    private static List<String> views(FxRobot robot) {
        return robot.lookup(".small-toggle").queryAll().stream()
                .map(Node::getId)
                .filter(Objects::nonNull)
                .filter(id -> id.startsWith("generate-view-"))
                .map(id -> id.substring("generate-view-".length()))
                .toList();
    }

    @Test
    void beamSearchIsDrawnAsItsTreeAndTheKeysWalkThroughIt(FxRobot robot) {
        view(robot, "beams");
        robot.interact(() -> robot.lookup("#beams-beams")
                .<Spinner<Integer>>query()
                .getValueFactory()
                .setValue(2));
        robot.clickOn("#generate-start");
        assertThat(bench.worker().asked(BeamRequest.class).beams()).isEqualTo(2);
        BeamTreeView tree = robot.lookup("#beams-tree").query();
        assertThat(tree.queryAccessibleAttribute(AccessibleAttribute.TEXT))
                .isEqualTo("Search tree of 9 tokens in 2 steps.");
        ListView<BeamTree.Hypothesis> best = robot.lookup("#beams-best").query();
        assertThat(best.getItems()).hasSize(2);
        robot.interact(tree::requestFocus);
        press(robot, KeyCode.HOME, KeyCode.DOWN, KeyCode.RIGHT);
        assertThat(label(robot, "#beams-sentence")).startsWith("“ba”: ends here.");
        press(robot, KeyCode.DOWN);
        assertThat(label(robot, "#beams-sentence")).startsWith("“bb”: dropped.");
        press(robot, KeyCode.LEFT);
        assertThat(label(robot, "#beams-sentence")).startsWith("“b”: kept.");
        press(robot, KeyCode.ESCAPE);
        assertThat(label(robot, "#beams-sentence")).startsWith("Each column is a step.");
        robot.interact(() -> best.getSelectionModel().select(0));
        assertThat(label(robot, "#beams-sentence")).startsWith("“aa”: kept.");
    }

    @Test
    void aChosenNodeIsScrolledIntoSight(FxRobot robot) {
        view(robot, "beams");
        robot.interact(() -> robot.lookup("#beams-beams")
                .<Spinner<Integer>>query()
                .getValueFactory()
                .setValue(6));
        robot.clickOn("#generate-start");
        BeamTreeView tree = robot.lookup("#beams-tree").query();
        robot.interact(() -> tree.selectedProperty().set(48));
        robot.interact(() -> {
            var scroll = robot.lookup(".beam-scroll").<javafx.scene.control.ScrollPane>query();
            double y = tree.localToScene(0, tree.y(48)).getY();
            var shown = scroll.localToScene(scroll.getBoundsInLocal());
            assertThat(y).isBetween(shown.getMinY(), shown.getMaxY());
        });
    }

    @Test
    void aClickChoosesANodeOfTheTree(FxRobot robot) {
        view(robot, "beams");
        robot.clickOn("#generate-start");
        BeamTreeView tree = robot.lookup("#beams-tree").query();
        robot.interact(() -> {
            var at = tree.localToScreen(tree.x(1) + 5, tree.y(1));
            robot.clickOn(at.getX(), at.getY());
        });
        assertThat(tree.selectedProperty().get()).isEqualTo(1);
    }

    @Test
    void twoModelsTokensStandInStepWithTheirProbabilitiesAndAreSaved(FxRobot robot) throws Exception {
        DemoRun.masked(bench.runs().resolve("other"));
        view(robot, "beside");
        robot.clickOn("#generate-start");
        assertThat(label(robot, "#generate-problem")).startsWith("Choose the run");
        ComboBox<Path> runs = robot.lookup("#beside-run").query();
        robot.interact(() -> runs.setValue(bench.runs().resolve("trained")));
        robot.clickOn("#generate-start");
        BesideRequest request = bench.worker().asked(BesideRequest.class);
        assertThat(request.models()).hasSize(2);
        String id = request.how().id();
        robot.interact(() -> {
            for (String piece : List.of("a", "b")) {
                bench.worker().tell().token(token(BesideRequest.side(id, 0), piece, 0.5));
                bench.worker().tell().token(token(BesideRequest.side(id, 1), piece.equals("b") ? "x" : piece, 0.25));
            }
        });
        TableView<Beside.Step> table = robot.lookup("#beside-table").query();
        assertThat(table.getItems()).hasSize(2).allSatisfy(step -> {
            assertThat(step.left()).isNotNull();
            assertThat(step.right()).isNotNull();
        });
        assertThat(label(robot, "#beside-left")).isEqualTo("ab");
        assertThat(label(robot, "#beside-right")).isEqualTo("ax");
        robot.clickOn("#beside-save").clickOn("#beside-save-csv");
        assertThat(saved("side-by-side.csv"))
                .containsExactly(
                        "place,run,id,token,probability",
                        "0,0,1,\"a\",0.5",
                        "1,0,1,\"b\",0.5",
                        "0,1,1,\"a\",0.25",
                        "1,1,1,\"x\",0.25");
        robot.clickOn("#beside-save").clickOn("#beside-save-json");
        assertThatJson("side-by-side.json", json -> {
            assertThat(json.path("runs")).hasSize(2);
            assertThat(json.path("runs").get(0).path("run").asText()).endsWith("trained");
            assertThat(json.path("runs").get(1).path("run").asText()).endsWith("trained");
            assertThat(json.path("runs").get(1).path("text").asText()).isEqualTo("ax");
            assertThat(json.path("runs")
                            .get(1)
                            .path("tokens")
                            .get(0)
                            .path("probability")
                            .asDouble())
                    .isEqualTo(0.25);
        });
        robot.interact(() -> runs.setValue(null));
        assertThat(table.getItems()).hasSize(2);
    }

    private List<String> saved(String name) throws IOException {
        return Files.readAllLines(bench.runs().resolveSibling(name));
    }

    private void assertThatJson(String name, Consumer<JsonNode> holds) throws IOException {
        holds.accept(Json.readObject(String.join("\n", saved(name)), name));
    }

    private static Token token(String id, String piece, double probability) {
        return new Token(id, 1, piece, probability, List.of(), piece);
    }

    @Test
    void theCachesSpeedIsShownAsMeasuredAndSaved(FxRobot robot) throws Exception {
        view(robot, "speed");
        robot.clickOn("#generate-start");
        GenerateRequest request = bench.worker().asked(GenerateRequest.class);
        assertThat(request.maxTokens()).isEqualTo(200);
        assertThat(label(robot, "#speed-figures"))
                .isEqualTo("500 tokens/s with the cache, 9.85 without: 50.8 times as fast");
        assertThat(label(robot, "#speed-same")).startsWith("Both texts are the same, all 200 tokens.");
        CurveChart chart = robot.lookup("#speed-chart").query();
        assertThat(chart.series())
                .allSatisfy(series -> assertThat(series.curve().size()).isEqualTo(200));
        robot.clickOn("#speed-save").clickOn("#speed-save-csv");
        assertThat(saved("kv-cache.csv"))
                .hasSize(201)
                .startsWith("place,cached_ms,uncached_ms", "0,2.0,2.0", "1,2.0,3.0");
        robot.clickOn("#speed-save").clickOn("#speed-save-json");
        assertThatJson("kv-cache.json", json -> {
            assertThat(json.path("cachedTokensPerSecond").asDouble()).isEqualTo(500);
            assertThat(json.path("uncachedMilliseconds")).hasSize(200);
        });
        assertThat(robot.lookup("#generate-cancel").query().isDisabled()).isTrue();
        assertThat(bench.worker().asked().stream().filter(CancelRequest.class::isInstance))
                .isEmpty();
    }

    @Test
    void aTranslationsAlignmentIsAHeatmapOfAnyLayer(FxRobot robot) throws Exception {
        run(robot, DemoRun.translation(bench.runs().resolve("translation")));
        view(robot, "alignment");
        robot.clickOn("#generate-start");
        assertThat(bench.worker().asked(TextRequest.class)).isNotNull();
        HeatmapView heatmap = robot.lookup("#alignment-heatmap").query();
        var matrix = Objects.requireNonNull(heatmap.matrixProperty().get());
        assertThat(matrix.at(0, 0)).isEqualTo(0.5f);
        ListView<String> pairs = robot.lookup("#alignment-pairs").query();
        assertThat(pairs.getItems().getFirst()).isEqualTo("trois ← 3 (50 %)");
        ComboBox<Integer> layer = robot.lookup("#alignment-layer").query();
        robot.interact(() -> layer.setValue(0));
        assertThat(pairs.getItems().getFirst()).isEqualTo("trois ← 3 (70 %)");
    }

    @Test
    void aTranslationsAlignmentIsLinkedTokenToTokenAndAWeightIsRead(FxRobot robot) throws Exception {
        run(robot, DemoRun.translation(bench.runs().resolve("translation")));
        view(robot, "alignment");
        robot.clickOn("#alignment-view-links");
        robot.clickOn("#generate-start");
        LinkView links = robot.lookup("#alignment-links").query();
        assertThat(links.links()).isEqualTo(9);
        assertThat(label(robot, "#alignment-hint")).startsWith("A line from each token of the translation");
        assertThat(robot.lookup("#alignment-heatmap").query().isVisible()).isFalse();
        Bounds at = links.localToScreen(links.getBoundsInLocal());
        robot.clickOn(at.getMinX() + 10, at.getMinY() + 6 + 20 * 0.5);
        assertThat(links.links()).isEqualTo(3);
        robot.moveTo(at.getMaxX() - 10, at.getMinY() + 6 + 20 * 1.5);
        // The mean of 0.2 and 0.3.
        assertThat(label(robot, "#alignment-read")).isEqualTo("trois ← 9 (25 %)");
        robot.clickOn("#alignment-view-heatmap");
        assertThat(robot.lookup("#alignment-heatmap").query().isVisible()).isTrue();
    }

    @Test
    void theStrongerALinkTheLessSeeThroughItIs(FxRobot robot) throws Exception {
        run(robot, DemoRun.translation(bench.runs().resolve("translation")));
        view(robot, "alignment");
        robot.clickOn("#alignment-view-links");
        robot.clickOn("#generate-start");
        robot.interact(() ->
                robot.lookup("#alignment-layer").<ComboBox<Integer>>query().setValue(0));
        LinkView links = robot.lookup("#alignment-links").query();
        // From the first token: 0.7 to the first and 0.1 to the third.
        double[] strength = new double[2];
        robot.interact(() -> {
            links.keptProperty().set(new LinkView.Side(true, 0));
            links.layout();
        });
        robot.interact(() -> {
            var image = links.snapshot(null, null);
            var colours = image.getPixelReader();
            var paper = colours.getColor((int) image.getWidth() / 2, (int) image.getHeight() - 2);
            int x = (int) (image.getWidth() * 0.68);
            for (int y = 0; y < 66; y++) {
                var here = colours.getColor(x, y);
                double far = Math.abs(here.getRed() - paper.getRed())
                        + Math.abs(here.getGreen() - paper.getGreen())
                        + Math.abs(here.getBlue() - paper.getBlue());
                int line = y < 26 ? 0 : y > 36 ? 1 : -1;
                if (line >= 0) strength[line] = Math.max(strength[line], far);
            }
        });
        assertThat(strength[1]).isPositive();
        assertThat(strength[0]).isGreaterThan(3 * strength[1]);
    }

    @Test
    void salienceColoursForAndAgainstAndAnotherLabelIsAsked(FxRobot robot) throws Exception {
        run(robot, DemoRun.classifier(bench.runs().resolve("classifier")));
        view(robot, "salience");
        robot.clickOn("#generate-start");
        assertThat(bench.worker().asked(SalienceRequest.class).label()).isNull();
        assertThat(robot.lookup("#salience-tokens").<ColouredTokens>query().tokens())
                .hasSize(4);
        assertThat(label(robot, "#salience-figures")).isEqualTo("For “sea” (70 %)");
        ListView<String> strongest = robot.lookup("#salience-strongest").query();
        assertThat(strongest.getItems()).startsWith("ship   2", "the   -0.5000");
        robot.clickOn("#salience-norm");
        assertThat(strongest.getItems()).startsWith("ship   1.500", "the   0.6000");
        ComboBox<String> labels = robot.lookup("#salience-label").query();
        robot.interact(() -> labels.setValue("air"));
        assertThat(bench.worker().asked(SalienceRequest.class).label()).isEqualTo("air");
        assertThat(label(robot, "#salience-figures")).startsWith("For “air”");
    }

    @Test
    void whatFailsIsToldInItsView(FxRobot robot) {
        view(robot, "beams");
        bench.worker().refuse(new BadInputException("beams is 99."));
        robot.clickOn("#generate-start");
        assertThat(label(robot, "#generate-problem")).isEqualTo("beams is 99.");
    }
}
