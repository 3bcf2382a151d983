package glassformer.ui.build;

import glassformer.blueprint.Preset;
import glassformer.run.Lab;
import glassformer.ui.Screenshot;
import glassformer.ui.common.Texts;
import glassformer.ui.field.FieldTexts;
import glassformer.ui.lab.LabSession;
import glassformer.ui.lab.Sessions;
import glassformer.ui.theme.Theme;
import glassformer.ui.theme.ThemeStyle;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Pictures of the Build page for every preset and of comparisons, in both themes, for people to look at:
/// `target/screenshots`. The system property `screenshots.language` chooses the language.
@ExtendWith(ApplicationExtension.class)
class ArchitectureScreenshots {
    private final Texts texts = new Texts(Locale.forLanguageTag(System.getProperty("screenshots.language", "en")));
    private final LabSession session = Sessions.of(Lab.initial("Test"), Path.of("build"));
    private final BuildViewModel model = new BuildViewModel(session, new FieldTexts(texts));

    @SuppressWarnings("NullAway.Init")
    private ThemeStyle style;

    @SuppressWarnings("NullAway.Init")
    private StackPane root;

    @Start
    void start(Stage stage) {
        var time = new StepTimeViewModel(
                session, (lab, device) -> new CompletableFuture<>(), Runnable::run, Platform::runLater);
        style = new ThemeStyle(Theme.LIGHT);
        root = new StackPane(BuildPage.create(
                model, texts, time, SettingsSheet.knownDevices(), new SimpleObjectProperty<>(Map.of())));
        style.addTo(root.getStylesheets());
        stage.setScene(new Scene(root, 1080, 800));
        stage.show();
    }

    @Test
    void everyPreset(FxRobot robot) {
        for (Preset preset : Preset.values()) {
            robot.interact(() -> session.open(session.lab().with(preset), null, Path.of("build")));
            both(robot, "build-" + preset.id());
            robot.interact(() -> save(robot.lookup(".diagram-holder").query(), "diagram-" + preset.id()));
        }
        robot.interact(() -> {
            session.open(session.lab().with(Preset.BERT), null, Path.of("build"));
            session.edit("training.frozenLayers", 1);
        });
        both(robot, "build-frozen");
    }

    @Test
    void comparisons(FxRobot robot) {
        var compare = new CompareViewModel(session, texts);
        robot.interact(() -> root.getChildren().setAll(new ComparePane(compare, texts, () -> {})));
        compared(robot, compare, Preset.GPT2, Preset.LLAMA);
        compared(robot, compare, Preset.BERT, Preset.ROBERTA);
        compared(robot, compare, Preset.BERT, Preset.TRANSFORMER);
    }

    private void compared(FxRobot robot, CompareViewModel compare, Preset left, Preset right) {
        robot.interact(() -> {
            compare.leftProperty().set(new CompareViewModel.Candidate.OfPreset(left));
            compare.rightProperty().set(new CompareViewModel.Candidate.OfPreset(right));
        });
        both(robot, "compare-" + left.id() + "-" + right.id());
    }

    private void both(FxRobot robot, String name) {
        for (Theme theme : Theme.values()) {
            robot.interact(() -> style.themeProperty().set(theme));
            WaitForAsyncUtils.waitForFxEvents();
            robot.interact(() -> save(root, name + "-" + theme.name().toLowerCase(Locale.ROOT)));
        }
    }

    private static void save(Node node, String name) {
        Screenshot.save(node, name);
    }
}
