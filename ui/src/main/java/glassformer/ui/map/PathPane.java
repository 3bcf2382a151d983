package glassformer.ui.map;

import glassformer.ui.common.Texts;
import glassformer.ui.worker.Workbench;
import glassformer.worker.MapService.Near;
import glassformer.worker.MapService.PathReply;
import glassformer.worker.MapService.Step;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One word's way through the layers: on a map of all layers, and in numbers with its neighbours in each.
final class PathPane extends StackPane {
    private static final int NEIGHBOURS = 5;

    private final Texts texts;
    private final ScatterView scatter;
    private final Label title = new Label();
    private final GridPane table = new GridPane();
    private final Label empty = new Label();
    private final HBox content;

    PathPane(MapViewModel model, Workbench bench) {
        this.texts = bench.texts();
        this.scatter = new ScatterView("map-path-scatter", bench.palette());
        title.setId("map-path-title");
        title.getStyleClass().add("section-title");
        title.setWrapText(true);
        title.setMinHeight(Region.USE_PREF_SIZE);
        table.setId("map-path-steps");
        table.setHgap(12);
        table.setVgap(6);
        var about = new Label(texts.get("map.path.about"));
        about.getStyleClass().addAll("text-muted", "text-small");
        about.setWrapText(true);
        about.setMinHeight(Region.USE_PREF_SIZE);
        var scroll = new ScrollPane(table);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("page-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        var side = new VBox(title, about, scroll);
        side.getStyleClass().add("card");
        side.setMinWidth(300);
        side.setPrefWidth(460);
        HBox.setHgrow(scatter, Priority.ALWAYS);
        content = new HBox(scatter, side);
        content.getStyleClass().add("spacing-16");
        empty.setText(texts.get("map.path.empty"));
        empty.setId("map-path-empty");
        empty.getStyleClass().add("empty-state");
        empty.setMaxWidth(520);
        getChildren().addAll(empty, content);
        model.pathProperty().subscribe(this::show);
    }

    private void show(@Nullable PathReply path) {
        content.setVisible(path != null);
        empty.setVisible(path == null);
        table.getChildren().clear();
        if (path == null) {
            scatter.show(null, "");
            return;
        }
        String name = path.name().strip();
        double explained =
                path.explained().stream().mapToDouble(Double::doubleValue).sum();
        title.setText(texts.get("map.path.title", PointLabels.shortened(name, 60)));
        MapCloud cloud = MapCloud.of(path, this::layer);
        scatter.listen(
                index -> {},
                index -> index < path.steps().size() ? cloud.names().get(index) : "");
        scatter.show(
                cloud,
                texts.get(
                        "map.path.summary",
                        name,
                        path.steps().size(),
                        texts.format().percent(explained)));
        scatter.join(path.steps().size());
        table.addRow(
                0,
                muted(texts.get("map.path.layer")),
                muted(texts.get("map.path.length")),
                muted(texts.get("map.path.turn")),
                muted(texts.get("map.path.near")));
        for (Step step : path.steps()) {
            var near = new Label(step.near().stream()
                    .limit(NEIGHBOURS)
                    .map(Near::name)
                    .map(String::strip)
                    .map(one -> PointLabels.shortened(one, 24))
                    .collect(Collectors.joining(", ")));
            near.setWrapText(true);
            near.setMinWidth(90);
            near.setMaxWidth(220);
            GridPane.setHgrow(near, Priority.ALWAYS);
            table.addRow(
                    table.getRowCount(),
                    fixed(layer(step.layer())),
                    fixed(texts.format().number(step.length())),
                    fixed(step.layer() == 0 ? "" : texts.format().number(step.cosine())),
                    near);
        }
    }

    private String layer(int layer) {
        return layer == 0
                ? texts.get("map.layer.embedding")
                : texts.get("map.layer", texts.format().whole(layer));
    }

    private static Label fixed(String text) {
        var label = new Label(text);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Label muted(String text) {
        var label = fixed(text);
        label.getStyleClass().addAll("text-muted", "text-small");
        return label;
    }
}
