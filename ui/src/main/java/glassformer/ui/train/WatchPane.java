package glassformer.ui.train;

import glassformer.ui.chart.CurveExport;
import glassformer.ui.common.Texts;
import glassformer.ui.worker.Workbench;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// A run as it is trained, one view at a time: its curves, the inside of the model, the machine.
final class WatchPane extends VBox {
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
        view("machine", new MachinePane(model.curves(), bench, export));
        group.selectToggle(group.getToggles().getFirst());
        // One of them is always chosen.
        group.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null) group.selectToggle(before);
        });
        VBox.setVgrow(content, Priority.ALWAYS);
        getChildren().addAll(views, content);
        setMinWidth(0);
    }

    private void view(String name, Node pane) {
        var toggle = new ToggleButton(texts.get("train.watch." + name));
        toggle.setId("train-watch-" + name);
        toggle.setToggleGroup(group);
        toggle.getStyleClass().addAll("small-toggle", views.getChildren().isEmpty() ? "left-pill" : "right-pill");
        toggle.selectedProperty().subscribe(shown -> {
            if (shown) content.getChildren().setAll(pane);
        });
        views.getChildren().add(toggle);
    }
}
