package glassformer.ui.evaluate;

import glassformer.evaluate.ConfusionMatrix;
import glassformer.evaluate.Judgement;
import glassformer.ui.common.Texts;
import glassformer.ui.heatmap.Cell;
import glassformer.ui.heatmap.HeatmapView;
import glassformer.ui.heatmap.Matrix;
import glassformer.ui.worker.Workbench;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// How often each true class was taken for each class; a click on a cell lists its texts.
final class ConfusionCard extends HBox {
    /// The examples of a true class that were given another, or the same.
    interface Finder {
        List<Judgement> find(String truth, String answer);
    }

    private final ConfusionMatrix confusion;
    private final Finder finder;
    private final Texts texts;
    private final Label which = new Label();
    private final ExampleList list;

    ConfusionCard(ConfusionMatrix confusion, Finder finder, Workbench bench) {
        this.confusion = confusion;
        this.finder = finder;
        this.texts = bench.texts();
        getStyleClass().add("spacing-16");
        var title = new Label(texts.get("evaluate.confusion"));
        title.getStyleClass().add("section-title");
        var about = new Label(texts.get("evaluate.confusion.about"));
        about.getStyleClass().addAll("text-muted", "text-small");
        about.setWrapText(true);
        about.setMinHeight(Region.USE_PREF_SIZE);
        var heatmap = new HeatmapView(texts, bench.palette());
        heatmap.setId("evaluate-confusion");
        heatmap.matrixProperty().set(matrix(confusion));
        heatmap.setLabels(confusion.labels(), confusion.labels());
        heatmap.setPrefHeight(380);
        heatmap.setMinHeight(300);
        VBox.setVgrow(heatmap, Priority.ALWAYS);
        var left = new VBox(title, about, heatmap);
        left.getStyleClass().add("card");
        left.setMinWidth(300);
        left.setPrefWidth(480);
        list = new ExampleList("evaluate-cell-texts", texts);
        which.setId("evaluate-cell");
        which.getStyleClass().add("section-title");
        which.setWrapText(true);
        which.setMinHeight(Region.USE_PREF_SIZE);
        VBox.setVgrow(list, Priority.ALWAYS);
        var right = new VBox(which, list);
        right.getStyleClass().add("card");
        right.setMinWidth(240);
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        getChildren().addAll(left, right);
        heatmap.selectionProperty().subscribe(this::show);
    }

    private void show(@Nullable Cell cell) {
        if (cell == null || cell.row() >= confusion.labels().size()) {
            which.setText(texts.get("evaluate.examples"));
            list.say(texts.get("evaluate.cell.none"));
            list.show(List.of());
            return;
        }
        String truth = confusion.labels().get(cell.row());
        String answer = confusion.labels().get(cell.column());
        List<Judgement> found = finder.find(truth, answer);
        which.setText(texts.get(
                truth.equals(answer) ? "evaluate.cell.right" : "evaluate.cell.wrong",
                truth,
                answer,
                texts.format().whole(confusion.counts().get(cell.row()).get(cell.column()))));
        list.say(texts.get("evaluate.examples.none"));
        list.show(found);
    }

    private static Matrix matrix(ConfusionMatrix confusion) {
        int size = confusion.labels().size();
        float[] values = new float[size * size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                values[row * size + column] = confusion.counts().get(row).get(column);
            }
        }
        return new Matrix(size, size, values);
    }
}
