package glassformer.ui.inspect;

import glassformer.inspect.AttentionSteps;
import glassformer.ui.common.Texts;
import glassformer.ui.common.Words;
import glassformer.ui.heatmap.HeatmapView;
import glassformer.ui.heatmap.LinkView;
import glassformer.ui.heatmap.Matrix;
import glassformer.ui.worker.Workbench;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// How a head comes to its output at one token: a line for each key with its product, scores and weight, and below the
/// numbers of the vectors.
final class StepsPane extends VBox {
    /// @param key which token is looked at
    record Line(int key, AttentionSteps.Step step) {}

    private final Texts texts;
    private final ObjectProperty<@Nullable Integer> query;
    private final ComboBox<Integer> choice = new ComboBox<>();
    private final TableView<Line> table = new TableView<>();
    private final HeatmapView vectors;
    private final Label caption = new Label();
    private ScoresModel.@Nullable Scores scores;
    private boolean filling;

    /// @param query the token that looks, from 0
    StepsPane(Workbench bench, ObjectProperty<@Nullable Integer> query) {
        this.query = query;
        texts = bench.texts();
        setId("inspect-steps");
        getStyleClass().add("card");
        choice.setId("inspect-query");
        choice.setAccessibleText(texts.get("inspect.steps.query"));
        choice.valueProperty().subscribe(value -> {
            if (!filling && value != null) query.set(value);
        });
        var title = new Label(texts.get("inspect.steps"));
        title.getStyleClass().add("section-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var header = new HBox(title, gap, new Label(texts.get("inspect.steps.query")), choice);
        header.getStyleClass().addAll("panel-header", "inspect-bar");
        columns();
        VBox.setVgrow(table, Priority.ALWAYS);
        vectors = new HeatmapView(texts, bench.palette());
        vectors.setId("inspect-vectors");
        vectors.signedProperty().set(true);
        vectors.setMinHeight(170);
        vectors.setPrefHeight(190);
        vectors.setMaxHeight(210);
        caption.setId("inspect-steps-caption");
        caption.getStyleClass().addAll("text-small", "text-muted");
        caption.setWrapText(true);
        caption.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(header, table, caption, vectors);
        query.subscribe((before, now) -> fill());
        table.getSelectionModel().selectedItemProperty().subscribe(this::showVectors);
    }

    void show(ScoresModel.Scores now) {
        List<String> rows = now.variants().rows();
        scores = now;
        filling = true;
        // A place of the text before may be none of this one.
        choice.setValue(null);
        choice.getItems().clear();
        choice.setConverter(new Words<>(at -> (at + 1) + "  " + LinkView.visible(rows.get(at))));
        choice.getItems().setAll(IntStream.range(0, rows.size()).boxed().toList());
        filling = false;
        Integer before = query.get();
        if (before != null && before < rows.size()) {
            // Told anew, since the pictures have changed.
            query.set(null);
            query.set(before);
        } else {
            query.set(rows.size() - 1);
        }
    }

    private void fill() {
        Integer at = query.get();
        ScoresModel.Scores now = scores;
        if (at == null || now == null || at >= now.numbers().rows()) {
            table.getItems().clear();
            return;
        }
        filling = true;
        choice.setValue(at);
        filling = false;
        AttentionSteps steps = AttentionSteps.of(now.numbers(), at);
        table.getItems()
                .setAll(IntStream.range(0, steps.keys().size())
                        .mapToObj(key -> new Line(key, steps.keys().get(key)))
                        .toList());
        table.sort();
        table.getItems().stream()
                .max(Comparator.comparingDouble(line -> line.step().weight()))
                .ifPresent(line -> table.getSelectionModel().select(line));
    }

    private void showVectors(@Nullable Line line) {
        Integer at = query.get();
        ScoresModel.Scores now = scores;
        if (line == null || at == null || now == null) {
            vectors.matrixProperty().set(null);
            caption.setText("");
            return;
        }
        AttentionSteps steps = AttentionSteps.of(now.numbers(), at);
        double[] q = steps.query();
        int size = q.length;
        double[] products = new double[size];
        for (int d = 0; d < size; d++) products[d] = q[d] * line.step().key()[d];
        var values = new float[5 * size];
        List<double[]> all = List.of(q, line.step().key(), products, line.step().value(), steps.output());
        for (int row = 0; row < all.size(); row++) {
            for (int d = 0; d < size; d++) values[row * size + d] = (float) all.get(row)[d];
        }
        vectors.setLabels(
                List.of("q", "k", "q·k", "v", texts.get("inspect.steps.output")),
                IntStream.rangeClosed(1, size).mapToObj(Integer::toString).toList());
        vectors.matrixProperty().set(new Matrix(all.size(), size, values));
        caption.setText(texts.get(
                "inspect.steps.caption",
                LinkView.visible(now.variants().rows().get(at)),
                LinkView.visible(now.variants().columns().get(line.key())),
                texts.format().number(line.step().product()),
                texts.format().number(line.step().weight()),
                size));
    }

    private void columns() {
        table.setId("inspect-steps-table");
        table.setPlaceholder(new Label(texts.get("inspect.lens.empty")));
        var token = new TableColumn<Line, String>(texts.get("inspect.steps.key"));
        token.setPrefWidth(72);
        token.setComparator(Comparator.comparingInt(StepsPane::leading));
        token.setCellValueFactory(
                cell -> new ReadOnlyObjectWrapper<>(name(cell.getValue().key())));
        table.getColumns().add(token);
        number("product", AttentionSteps.Step::product);
        number("scaled", AttentionSteps.Step::scaled);
        number("score", AttentionSteps.Step::score);
        number("weight", AttentionSteps.Step::weight);
        number("gradient", AttentionSteps.Step::gradient);
    }

    private String name(int key) {
        ScoresModel.Scores now = scores;
        return (key + 1) + "  "
                + (now == null ? "" : LinkView.visible(now.variants().columns().get(key)));
    }

    private static int leading(String name) {
        return Integer.parseInt(name.substring(0, name.indexOf(' ')));
    }

    private void number(String name, ToDoubleFunction<AttentionSteps.Step> of) {
        var column = new TableColumn<Line, Double>();
        var heading = new Label(texts.get("inspect.steps." + name));
        heading.setMinWidth(Region.USE_PREF_SIZE);
        heading.setTooltip(new Tooltip(texts.get("inspect.steps." + name + ".tip")));
        column.setGraphic(heading);
        column.setId("inspect-steps-" + name);
        column.setPrefWidth(88);
        column.setCellValueFactory(cell ->
                new ReadOnlyObjectWrapper<>(of.applyAsDouble(cell.getValue().step())));
        column.setCellFactory(ignored -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable Double value, boolean none) {
                super.updateItem(value, none);
                setAlignment(Pos.CENTER_RIGHT);
                if (none || value == null) setText(null);
                else setText(Double.isFinite(value) ? texts.format().number(value) : "−∞");
            }
        });
        table.getColumns().add(column);
    }
}
