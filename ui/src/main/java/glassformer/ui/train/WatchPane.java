package glassformer.ui.train;

import glassformer.ui.chart.CurveExport;
import glassformer.ui.common.Texts;
import glassformer.ui.worker.Workbench;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// A run as it is trained, one view at a time: its curves, the inside of the model, the machine.
final class WatchPane extends VBox {
    private static final Duration LOOK_AGAIN = Duration.seconds(1);

    private final ToggleGroup group = new ToggleGroup();
    private final HBox views = new HBox();
    private final StackPane content = new StackPane();
    private final Texts texts;

    WatchPane(TrainViewModel model, RateSearchViewModel search, Workbench bench) {
        texts = bench.texts();
        getStyleClass().add("spacing-8");
        var export = new CurveExport(texts, bench.dialogs(), () -> {
            Path run = model.runProperty().get();
            return run == null ? "curves" : String.valueOf(run.getFileName());
        });
        views.getStyleClass().add("watch-switch");
        view("curves", new CurvesPane(model, search, bench, export));
        var inside = new InsideViewModel(bench.background());
        var insidePane = new InsidePane(inside, bench, export);
        view("inside", insidePane);
        follow(model, inside::look, insidePane);
        var memory = new MemoryViewModel(bench.background());
        var machinePane = new MachinePane(model.curves(), memory, bench, export);
        view("machine", machinePane);
        follow(model, memory::look, machinePane);
        group.selectToggle(group.getToggles().getFirst());
        // One of them is always chosen.
        group.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null) group.selectToggle(before);
        });
        VBox.setVgrow(content, Priority.ALWAYS);
        getChildren().addAll(views, content);
        setMinWidth(0);
    }

    /// While it is on show, since the run's folder tells of no change by itself.
    private static void follow(TrainViewModel model, Consumer<@Nullable Path> reader, Node pane) {
        Runnable look = () -> reader.accept(model.runProperty().get());
        var timer = new Timeline(new KeyFrame(LOOK_AGAIN, event -> look.run()));
        timer.setCycleCount(Animation.INDEFINITE);
        pane.sceneProperty().subscribe(scene -> {
            if (scene == null) {
                timer.stop();
            } else {
                look.run();
                timer.play();
            }
        });
    }

    private void view(String name, Node pane) {
        var toggle = new ToggleButton(texts.get("train.watch." + name));
        toggle.setId("train-watch-" + name);
        toggle.setToggleGroup(group);
        toggle.getStyleClass()
                .addAll(
                        "small-toggle",
                        views.getChildren().isEmpty()
                                ? "left-pill"
                                : name.equals("machine") ? "right-pill" : "center-pill");
        toggle.selectedProperty().subscribe(shown -> {
            if (shown) content.getChildren().setAll(pane);
        });
        views.getChildren().add(toggle);
    }
}
