package glassformer.ui.build;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.blueprint.Preset;
import glassformer.run.Lab;
import glassformer.ui.Shown;
import glassformer.ui.common.Texts;
import glassformer.ui.field.FieldEditor;
import glassformer.ui.field.FieldTexts;
import glassformer.ui.lab.LabSession;
import glassformer.ui.lab.Sessions;
import glassformer.ui.worker.DeviceLimits;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.controlsfx.control.PropertySheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class BuildPageTest {
    private final LabSession session = Sessions.of(Lab.initial("Test").with(Preset.BERT), Path.of("build"));
    private final BuildViewModel model = new BuildViewModel(session, new FieldTexts(Shown.ENGLISH));

    private final SimpleObjectProperty<Map<String, DeviceLimits.Limit>> limits = new SimpleObjectProperty<>(Map.of());

    @Start
    void start(Stage stage) {
        var time = new StepTimeViewModel(
                session, (lab, device) -> new CompletableFuture<>(), Runnable::run, Platform::runLater);
        var page = BuildPage.create(model, Shown.ENGLISH, time, SettingsSheet.knownDevices(), limits);
        Shown.in(stage, Shown.light(), (Parent) page, 1000, 1000);
    }

    private static boolean has(FxRobot robot, String id) {
        return robot.lookup(id).tryQuery().isPresent();
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Labeled.class).getText();
    }

    private static void choose(FxRobot robot, String preset) {
        robot.clickOn("#presets").clickOn("#preset-" + preset);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private String family() {
        return session.lab().values().text("model.family");
    }

    @Test
    void aPresetBringsItsDiagramAndItsFieldsAndUndoBringsBackTheOld(FxRobot robot) {
        assertThat(has(robot, "#head-nsp")).isTrue();
        assertThat(has(robot, "#field-model-tokenTypes")).isTrue();
        assertThat(has(robot, "#field-model-decoderLayers")).isFalse();
        choose(robot, "transformer");
        assertThat(family()).isEqualTo("transformer");
        assertThat(text(robot, "#presets")).isEqualTo("Preset: Transformer (2017)");
        assertThat(has(robot, "#field-model-decoderLayers")).isTrue();
        assertThat(has(robot, "#field-model-tokenTypes")).isFalse();
        assertThat(has(robot, "#part-encoder-block-0-attention")).isTrue();
        assertThat(has(robot, "#head-nsp")).isFalse();
        robot.interact(session::undo);
        assertThat(text(robot, "#presets")).isEqualTo("Preset: BERT");
        assertThat(has(robot, "#field-model-tokenTypes")).isTrue();
        assertThat(has(robot, "#head-nsp")).isTrue();
    }

    @Test
    void theSearchFieldSpeaksTheWindowsLanguage(FxRobot robot) {
        var chinese = new Texts(Locale.SIMPLIFIED_CHINESE);
        var there = new BuildViewModel(session, new FieldTexts(chinese));
        robot.interact(() -> {
            var sheet = new SettingsSheet(there, chinese, SettingsSheet.knownDevices(), limits);
            var root = new StackPane(sheet);
            new Scene(root, 400, 400);
            root.applyCss();
            root.layout();
            root.applyCss();
            assertThat(root.lookupAll(".text-field"))
                    .extracting(field -> ((TextField) field).getPromptText())
                    .contains("搜索")
                    .doesNotContain("Search");
        });
    }

    @Test
    void anotherFamilyKeepsWhatWasChosen(FxRobot robot) {
        robot.interact(() -> session.edit("model.layers", 6));
        @SuppressWarnings("unchecked")
        ComboBox<String> families = robot.lookup("#field-model-family").queryAs(ComboBox.class);
        robot.interact(() -> families.setValue("roberta"));
        assertThat(family()).isEqualTo("roberta");
        assertThat(session.lab().values().whole("model.layers")).isEqualTo(6);
        assertThat(text(robot, "#presets")).isEqualTo("Preset: RoBERTa");
        assertThat(has(robot, "#head-mlm")).isTrue();
        assertThat(has(robot, "#head-nsp")).isFalse();
    }

    @Test
    void theLineFromTheEncoderEndsAtTheCrossAttention(FxRobot robot) {
        choose(robot, "transformer");
        Node box = robot.lookup("#part-block-0-cross_attention").query();
        Bounds line = robot.lookup("#memory-line")
                .query()
                .localToScene(robot.lookup("#memory-line").query().getBoundsInLocal());
        Bounds target = box.localToScene(box.getBoundsInLocal());
        Bounds memory = robot.lookup("#memory")
                .query()
                .localToScene(robot.lookup("#memory").query().getBoundsInLocal());
        assertThat(line.getMaxX()).isBetween(target.getMinX() - 10, target.getMinX());
        assertThat(target.getCenterY()).isBetween(line.getMinY() - 2, line.getMaxY() + 2);
        assertThat(line.getMinX()).isBetween(memory.getMaxX(), memory.getMaxX() + 8);
        Bounds encoder = robot.lookup("#encoder-column")
                .query()
                .localToScene(robot.lookup("#encoder-column").query().getBoundsInLocal());
        assertThat(encoder.getMaxX()).isLessThan(target.getMinX());
    }

    @Test
    void eachSideOpensItsOwnBlocks(FxRobot robot) {
        choose(robot, "transformer");
        robot.interact(() -> model.diagram().openBlock(Diagram.Side.ENCODER).set(1));
        assertThat(has(robot, "#part-encoder-block-1-attention")).isTrue();
        assertThat(has(robot, "#part-block-1-attention")).isFalse();
    }

    @Test
    void whatIsFrozenIsLockedAndCounted(FxRobot robot) {
        assertThat(robot.lookup("#cost-trained").query().getParent().isVisible())
                .isFalse();
        robot.interact(() -> session.edit("training.onlyHeads", true));
        assertThat(robot.lookup("#part-learned_position .part-lock").tryQuery()).isPresent();
        assertThat(robot.lookup("#head-nsp .part-lock").tryQuery()).isEmpty();
        assertThat(robot.lookup("#part-learned_position").query().getAccessibleText())
                .contains("frozen");
        assertThat(text(robot, "#cost-trained")).isEqualTo("35.6 k / 1.06 M");
    }

    @Test
    void twoArchitecturesAreComparedAndClosedAgain(FxRobot robot) {
        robot.clickOn("#compare-architectures");
        ComboBox<?> right = robot.lookup("#compare-right").queryAs(ComboBox.class);
        robot.interact(() -> right.getSelectionModel().select(4)); // after the lab: GPT-2, Llama, BERT, RoBERTa
        assertThat(has(robot, "#difference-head-nsp")).isTrue();
        assertThat(robot.lookup("#differences").query().lookupAll(".label").stream()
                        .map(node -> ((Labeled) node).getText()))
                .anyMatch(sentence -> sentence.contains("Drops the next-sentence task"));
        assertThat(marked(robot, "#diagram-left #part-token_type_embedding")).isTrue();
        assertThat(marked(robot, "#diagram-left #part-token_embedding")).isFalse();
        robot.clickOn("#compare-close");
        assertThat(has(robot, "#compare-pane")).isFalse();
        assertThat(has(robot, "#cost-parameters")).isTrue();
    }

    private static boolean marked(FxRobot robot, String id) {
        return robot.lookup(id).query().getPseudoClassStates().stream()
                .anyMatch(state -> state.getPseudoClassName().equals("different"));
    }

    @Test
    void whatTheDeviceCannotDoIsGreyedAndSaid(FxRobot robot) {
        robot.interact(() -> limits.set(Map.of(
                "training.precision", new DeviceLimits.Limit("A small GPU trains in float32 only.", false),
                "training.batchSize", new DeviceLimits.Limit("A small GPU takes 4 at most.", true))));
        SettingsSheet sheet = (SettingsSheet) robot.lookup(".settings-sheet").query();
        robot.interact(() -> ((PropertySheet) robot.lookup("#settings-sheet").query()).setTitleFilter(""));
        FieldEditor closed = sheet.editor("training.precision");
        assertThat(closed.control().isDisabled()).isTrue();
        assertThat(((Label) closed.lookup("#note-training-precision")).getText())
                .contains("float32 only");
        FieldEditor asked = sheet.editor("training.batchSize");
        assertThat(asked.control().isDisabled()).isFalse();
        assertThat(asked.lookup("#note-training-batchSize").getStyleClass()).contains("field-error");
        robot.interact(() -> limits.set(Map.of()));
        assertThat(closed.control().isDisabled()).isFalse();
        assertThat(closed.lookup("#note-training-precision").isVisible()).isFalse();
    }
}
