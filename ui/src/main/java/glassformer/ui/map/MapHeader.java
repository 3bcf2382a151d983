package glassformer.ui.map;

import glassformer.represent.MapMethod;
import glassformer.represent.VectorKind;
import glassformer.ui.common.CheckpointBox;
import glassformer.ui.common.ProgressRow;
import glassformer.ui.common.RunBox;
import glassformer.ui.common.Texts;
import glassformer.ui.common.ViewSwitch;
import glassformer.ui.common.Words;
import java.util.stream.IntStream;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Which model's vectors are drawn, and how; how far that is.
final class MapHeader extends VBox {
    private final MapViewModel model;
    private final Texts texts;

    MapHeader(MapViewModel model, ViewSwitch<MapView> views, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("spacing-8");
        var title = new Label(texts.get("page.map"));
        title.getStyleClass().add("page-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var progress = new ProgressRow("map", model.progressProperty(), model.busyProperty());
        var first = new HBox(title, gap, views, draw(), progress.stop(texts.get("map.cancel"), model::cancel));
        first.getStyleClass().add("inspect-bar");
        var checkpoint =
                new CheckpointBox("map-checkpoint", model.checkpoints(), texts, texts.get("map.checkpoint.tip"));
        checkpoint.setMinWidth(130);
        var kinds = new ViewSwitch<>(VectorKind.class, model.kindProperty().get(), "map-kind", "map.kind", texts);
        kinds.chosenProperty().bindBidirectional(model.kindProperty());
        var methods =
                new ViewSwitch<>(MapMethod.class, model.methodProperty().get(), "map-method", "map.method", texts);
        methods.chosenProperty().bindBidirectional(model.methodProperty());
        var choices = new FlowPane(
                12,
                8,
                new RunBox("map-run", texts.get("map.run.tip"), model.runs(), model.runProperty()),
                checkpoint,
                kinds,
                layer(),
                methods,
                solid());
        choices.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(first, choices, progress);
    }

    private ComboBox<Integer> layer() {
        var box = new ComboBox<Integer>();
        box.setId("map-layer");
        box.setConverter(new Words<>(layer -> layer < 0
                ? texts.get("map.layer.usual")
                : layer == 0
                        ? texts.get("map.layer.embedding")
                        : texts.get("map.layer", texts.format().whole(layer))));
        box.setTooltip(new Tooltip(texts.get("map.layer.tip")));
        box.setAccessibleText(texts.get("map.layer.tip"));
        box.setMinWidth(140);
        Runnable follow = () -> {
            var shown = model.mapProperty().get();
            int layer = model.layerProperty().get();
            box.getItems()
                    .setAll(
                            shown == null || layer < 0
                                    ? java.util.List.of(layer)
                                    : IntStream.range(0, shown.reply().layers())
                                            .boxed()
                                            .toList());
            box.setValue(layer);
            box.setDisable(box.getItems().size() < 2);
        };
        model.mapProperty().subscribe(follow);
        model.layerProperty().subscribe(layer -> {
            if (box.getItems().contains(layer.intValue())) box.setValue(layer.intValue());
            else follow.run();
        });
        box.setOnAction(event -> {
            Integer layer = box.getValue();
            if (layer != null) model.layerProperty().set(layer);
        });
        return box;
    }

    private CheckBox solid() {
        var box = new CheckBox(texts.get("map.solid"));
        box.setId("map-solid");
        box.setMinWidth(Region.USE_PREF_SIZE);
        box.setTooltip(new Tooltip(texts.get("map.solid.tip")));
        box.selectedProperty().bindBidirectional(model.solidProperty());
        return box;
    }

    private Button draw() {
        var draw = new Button(texts.get("map.draw"), new FontIcon(Feather.MAP));
        draw.setId("map-draw");
        draw.getStyleClass().add("accent");
        draw.setMinWidth(Region.USE_PREF_SIZE);
        draw.disableProperty().bind(model.readyProperty().not());
        draw.setOnAction(event -> model.draw());
        return draw;
    }
}
