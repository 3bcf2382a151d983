package glassformer.ui.map;

import glassformer.ui.common.RunBox;
import glassformer.ui.common.Texts;
import glassformer.ui.heatmap.HeatmapView;
import glassformer.ui.heatmap.Matrix;
import glassformer.ui.heatmap.ValueRange;
import glassformer.ui.worker.Workbench;
import glassformer.worker.MapService.SimilarityReply;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// How alike each layer of the model and each of another run's model are, as a heatmap.
final class SimilarityPane extends VBox {
    private final MapViewModel model;
    private final Texts texts;
    private final HeatmapView heatmap;
    private final Label readout = new Label();

    SimilarityPane(MapViewModel model, Workbench bench) {
        this.model = model;
        this.texts = bench.texts();
        this.heatmap = new HeatmapView(texts, bench.palette());
        getStyleClass().add("card");
        setId("map-similarity");
        var about = new Label(texts.get("map.cka.about"));
        about.getStyleClass().addAll("text-muted", "text-small");
        about.setWrapText(true);
        about.setMinHeight(Region.USE_PREF_SIZE);
        var compare = new Button(texts.get("map.cka.start"), new FontIcon(Feather.SHUFFLE));
        compare.setId("map-compare");
        compare.setMinWidth(Region.USE_PREF_SIZE);
        compare.disableProperty().bind(model.readyProperty().not().or(Bindings.isNull(model.otherProperty())));
        compare.setOnAction(event -> model.compare());
        var choice = new HBox(
                new RunBox("map-other", texts.get("map.other.tip"), model.runs(), model.otherProperty()), compare);
        choice.getStyleClass().add("inspect-bar");
        heatmap.setId("map-cka");
        heatmap.rangeProperty().set(new ValueRange(0, 1));
        heatmap.emptyTextProperty().set(texts.get("map.cka.empty"));
        VBox.setVgrow(heatmap, Priority.ALWAYS);
        readout.setId("map-cka-readout");
        readout.setWrapText(true);
        readout.setMinHeight(Region.USE_PREF_SIZE);
        heatmap.readoutProperty().subscribe(cell -> {
            SimilarityReply now = model.similarityProperty().get();
            if (cell != null && now != null) {
                readout.setText(texts.get(
                        "map.cka.cell",
                        layer(cell.row()),
                        layer(cell.column()),
                        texts.format().number(cell.value())));
            } else {
                about(now);
            }
        });
        getChildren().addAll(about, choice, heatmap, readout);
        model.similarityProperty().subscribe(this::show);
    }

    private void show(@Nullable SimilarityReply reply) {
        if (reply == null) {
            heatmap.matrixProperty().set(null);
        } else {
            heatmap.setLabels(layers(reply.rows()), layers(reply.columns()));
            heatmap.matrixProperty().set(new Matrix(reply.rows(), reply.columns(), MapCloud.floats(reply.cka())));
        }
        about(reply);
    }

    private void about(@Nullable SimilarityReply reply) {
        readout.setText(
                reply == null
                        ? ""
                        : texts.get(
                                "map.cka.texts",
                                texts.format().whole(reply.texts()),
                                texts.format().whole(reply.otherStep()),
                                reply.folder()));
    }

    private List<String> layers(int count) {
        return IntStream.range(0, count).mapToObj(this::layer).toList();
    }

    private String layer(int layer) {
        return layer == 0
                ? texts.get("map.layer.embedding")
                : texts.get("map.layer", texts.format().whole(layer));
    }
}
