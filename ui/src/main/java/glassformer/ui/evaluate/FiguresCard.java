package glassformer.ui.evaluate;

import glassformer.evaluate.Judgements;
import glassformer.run.StoredEvaluation;
import glassformer.train.MeasureName;
import glassformer.ui.common.Explained;
import glassformer.ui.common.Texts;
import glassformer.ui.train.MeasureTexts;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What was evaluated, and the measures of one head, each with what it tells.
final class FiguresCard extends VBox {
    private final Texts texts;
    private final GridPane grid = new GridPane();

    FiguresCard(StoredEvaluation evaluation, Judgements head, Texts texts) {
        this.texts = texts;
        setId("evaluate-figures");
        getStyleClass().add("card");
        setMinWidth(290);
        setPrefWidth(330);
        grid.getStyleClass().add("summary-grid");
        var title = new Label(texts.get("evaluate.figures"));
        title.getStyleClass().add("section-title");
        var about = new Label(texts.get(
                "evaluate.about",
                texts.format().whole(evaluation.step()),
                data(evaluation.data()),
                texts.format().whole(head.all().size())));
        about.setId("evaluate-about");
        about.getStyleClass().addAll("text-muted", "text-small");
        about.setWrapText(true);
        about.setMinHeight(Region.USE_PREF_SIZE);
        if (evaluation.loss() != null) add("loss", evaluation.loss());
        measures(evaluation, head).forEach(this::add);
        getChildren().addAll(title, about, grid);
    }

    /// The head's, and what the evaluation says beyond the heads.
    private static Map<String, Double> measures(StoredEvaluation evaluation, Judgements head) {
        Map<String, Double> measures = new LinkedHashMap<>(head.measures());
        evaluation.measures().forEach((name, value) -> {
            // Baselines have a card of their own.
            boolean baseline = evaluation.baselines().stream()
                    .anyMatch(one -> name.startsWith(one.kind().measure()));
            if (MeasureName.of(name).head().isEmpty() && !baseline) measures.putIfAbsent(name, value);
        });
        return measures;
    }

    private String data(String label) {
        return texts.find("evaluate.data." + label)
                .orElseGet(() -> label.substring(Math.max(label.lastIndexOf('/'), label.lastIndexOf('\\')) + 1));
    }

    private void add(String name, double value) {
        var caption = new Label(MeasureTexts.name(name, texts));
        caption.getStyleClass().addAll("text-muted", "text-small");
        caption.setMinWidth(Region.USE_PREF_SIZE);
        MeasureTexts.explanation(name, texts).ifPresent(sentence -> Explained.by(caption, sentence));
        var label = new Label(texts.format().number(value));
        label.setId("evaluate-measure-" + name);
        label.setMinWidth(Region.USE_PREF_SIZE);
        grid.addRow(grid.getRowCount(), caption, label);
    }
}
