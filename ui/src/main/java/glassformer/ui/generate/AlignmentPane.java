package glassformer.ui.generate;

import glassformer.inspect.Alignment;
import glassformer.inspect.TextTables;
import glassformer.ui.common.Texts;
import glassformer.ui.common.ViewSwitch;
import glassformer.ui.common.Words;
import glassformer.ui.heatmap.HeatmapView;
import glassformer.ui.heatmap.LinkView;
import glassformer.ui.heatmap.Matrix;
import glassformer.ui.heatmap.ValueRange;
import glassformer.ui.worker.Workbench;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Where each token of a translation looked in the source: a heatmap with the translation down and the source across,
/// or links from the translation to the source, and for each written token the source token that most of it looks at.
final class AlignmentPane extends HBox {
    /// How it is drawn.
    enum View {
        HEATMAP,
        LINKS
    }

    private static final int ALL = -1;

    private final Texts texts;
    private final HeatmapView heatmap;
    private final LinkView links;
    private final ComboBox<Integer> layers = new ComboBox<>();
    private final ListView<String> pairs = new ListView<>();

    AlignmentPane(Question<Alignment> question, Workbench bench) {
        texts = bench.texts();
        heatmap = new HeatmapView(texts, bench.palette());
        links = new LinkView(texts, bench.palette());
        getStyleClass().add("spacing-16");
        heatmap.setId("alignment-heatmap");
        heatmap.rangeProperty().set(ValueRange.PROBABILITY);
        heatmap.emptyTextProperty()
                .bind(question.busyProperty()
                        .map(busy -> texts.get(busy ? "generate.alignment.busy" : "generate.alignment.empty")));
        links.setId("alignment-links");
        layers.setId("alignment-layer");
        layers.setAccessibleText(texts.get("generate.alignment.layer.tip"));
        layers.setConverter(new Words<>(layer ->
                layer == ALL ? texts.get("generate.alignment.all") : texts.get("generate.alignment.layer", layer + 1)));
        layers.disableProperty().bind(question.answerProperty().isNull());
        layers.setOnAction(event -> paint(question.answerProperty().get()));
        var views = new ViewSwitch<>(View.class, View.HEATMAP, "alignment-view", "generate.alignment.view", texts);
        var title = new Label(texts.get("generate.alignment.title"));
        title.getStyleClass().add("section-title");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var save = new SaveButton<>(
                "alignment-save",
                "generate.alignment.save",
                question.answerProperty(),
                List.of(new SaveButton.Kind<Alignment>("csv", TextTables::csv)),
                bench);
        var header = new HBox(title, gap, views, layers, save);
        header.getStyleClass().add("panel-header");
        var hint = new Label();
        hint.setId("alignment-hint");
        hint.textProperty()
                .bind(views.chosenProperty()
                        .map(view -> texts.get(
                                view == View.HEATMAP ? "generate.alignment.hint" : "generate.alignment.links.hint")));
        hint.getStyleClass().addAll("text-muted", "text-small");
        hint.setWrapText(true);
        hint.setMinHeight(Region.USE_PREF_SIZE);
        var left = new VBox(header, hint, content(views), read(question, views));
        left.getStyleClass().add("card");
        HBox.setHgrow(left, Priority.ALWAYS);
        getChildren().addAll(left, pairs());
        question.answerProperty().subscribe(this::show);
    }

    private StackPane content(ViewSwitch<View> views) {
        var scroll = new ScrollPane(links);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        var content = new StackPane(heatmap, scroll);
        VBox.setVgrow(content, Priority.ALWAYS);
        // Where there is nothing to link yet, the heatmap says so.
        var linked = views.chosenProperty()
                .isEqualTo(View.LINKS)
                .and(links.matrixProperty().isNotNull());
        scroll.visibleProperty().bind(linked);
        heatmap.visibleProperty().bind(linked.not());
        return content;
    }

    /// The link that the mouse reads.
    private Label read(Question<Alignment> question, ViewSwitch<View> views) {
        var read = new Label();
        read.setId("alignment-read");
        read.setMinHeight(Region.USE_PREF_SIZE);
        read.visibleProperty().bind(views.chosenProperty().isEqualTo(View.LINKS));
        read.managedProperty().bind(read.visibleProperty());
        links.readoutProperty().subscribe(cell -> {
            Alignment found = question.answerProperty().get();
            read.setText(found == null || cell == null ? "" : pair(found, cell.row(), cell.column(), cell.value()));
        });
        return read;
    }

    private VBox pairs() {
        var title = new Label(texts.get("generate.alignment.pairs"));
        title.getStyleClass().add("section-title");
        pairs.setId("alignment-pairs");
        var none = new Label(texts.get("generate.alignment.pairs.empty"));
        none.setWrapText(true);
        pairs.setPlaceholder(none);
        VBox.setVgrow(pairs, Priority.ALWAYS);
        var card = new VBox(title, pairs);
        card.getStyleClass().addAll("card", "alternatives-card");
        return card;
    }

    private void show(@Nullable Alignment found) {
        layers.getItems()
                .setAll(
                        found == null
                                ? List.of()
                                : IntStream.range(ALL, found.layers().size())
                                        .boxed()
                                        .toList());
        layers.setValue(found == null ? null : ALL);
        paint(found);
    }

    private void paint(@Nullable Alignment found) {
        Integer layer = layers.getValue();
        if (found == null || layer == null) {
            heatmap.matrixProperty().set(null);
            links.matrixProperty().set(null);
            pairs.getItems().clear();
            return;
        }
        List<List<Double>> weights =
                layer == ALL ? found.mean() : found.layers().get(layer);
        int width = found.source().size();
        var values = new float[weights.size() * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = weights.get(i / width).get(i % width).floatValue();
        }
        heatmap.setLabels(found.wrote(), found.source());
        links.setLabels(found.wrote(), found.source());
        var matrix = new Matrix(weights.size(), width, values);
        heatmap.matrixProperty().set(matrix);
        links.matrixProperty().set(matrix);
        pairs.getItems()
                .setAll(IntStream.range(0, weights.size())
                        .mapToObj(t -> pair(found, t, weights.get(t)))
                        .toList());
    }

    private String pair(Alignment found, int written, List<Double> row) {
        int strongest = IntStream.range(0, row.size()).reduce(0, (best, s) -> row.get(s) > row.get(best) ? s : best);
        return pair(found, written, strongest, row.get(strongest));
    }

    private String pair(Alignment found, int written, int read, double weight) {
        return texts.get(
                "generate.alignment.pair",
                AlternativesCard.visible(found.wrote().get(written)),
                AlternativesCard.visible(found.source().get(read)),
                texts.format().percent(weight));
    }
}
