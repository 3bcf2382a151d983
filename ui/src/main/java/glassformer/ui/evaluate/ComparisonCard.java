package glassformer.ui.evaluate;

import glassformer.evaluate.PairedBootstrap;
import glassformer.run.EvaluationComparison;
import glassformer.ui.common.ProblemLabel;
import glassformer.ui.common.RunBox;
import glassformer.ui.common.Texts;
import glassformer.ui.train.MeasureTexts;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Another run on the same examples: both values with their intervals, the difference, and what it says in words.
final class ComparisonCard extends VBox {
    private final Texts texts;
    private final GridPane grid = new GridPane();

    ComparisonCard(EvaluateViewModel page, ComparisonViewModel model, Texts texts) {
        this.texts = texts;
        setId("evaluate-comparison");
        getStyleClass().add("card");
        var title = new Label(texts.get("evaluate.compare"));
        title.getStyleClass().add("section-title");
        var about = new Label(texts.get("evaluate.compare.about"));
        about.getStyleClass().addAll("text-muted", "text-small");
        about.setWrapText(true);
        about.setMinHeight(Region.USE_PREF_SIZE);
        var compare = new Button(texts.get("evaluate.compare.start"), new FontIcon(Feather.SHUFFLE));
        compare.setId("evaluate-compare");
        compare.setMinWidth(Region.USE_PREF_SIZE);
        compare.disableProperty().bind(model.canCompareProperty().not());
        compare.setOnAction(event -> model.compare());
        model.busyProperty()
                .subscribe(busy ->
                        compare.setText(texts.get(busy ? "evaluate.compare.running" : "evaluate.compare.start")));
        var choice = new HBox(
                new RunBox("evaluate-other", texts.get("evaluate.other.tip"), page.runs(), model.otherProperty()),
                compare);
        choice.getStyleClass().add("inspect-bar");
        grid.setId("evaluate-differences");
        grid.setHgap(20);
        grid.setVgap(6);
        grid.managedProperty().bind(grid.visibleProperty());
        getChildren()
                .addAll(
                        title,
                        about,
                        choice,
                        new ProblemLabel("evaluate-compare-problem", model.problemProperty()),
                        grid);
        model.comparisonProperty().subscribe(this::show);
    }

    private void show(@Nullable EvaluationComparison comparison) {
        grid.getChildren().clear();
        grid.setVisible(comparison != null);
        if (comparison == null) return;
        grid.addRow(
                0,
                muted(""),
                muted(comparison.run()),
                muted(comparison.against()),
                muted(texts.get("evaluate.difference")),
                muted("p"),
                muted(""));
        for (EvaluationComparison.Compared one : comparison.measures()) {
            PairedBootstrap found = one.found();
            boolean several = comparison.measures().stream()
                    .anyMatch(other -> !other.head().equals(one.head()));
            String name = several ? found.measure() + "/" + one.head() : found.measure();
            var verdict = new Label(verdict(found));
            verdict.setId("evaluate-verdict-" + name);
            verdict.setMinWidth(Region.USE_PREF_SIZE);
            var probability = new Label(texts.format().number(found.probability()));
            probability.setMinWidth(Region.USE_PREF_SIZE);
            var caption = new Label(MeasureTexts.name(name, texts));
            caption.setMinWidth(Region.USE_PREF_SIZE);
            grid.addRow(
                    grid.getRowCount(),
                    caption,
                    with(found.value(), found.valueRange()),
                    with(found.other(), found.otherRange()),
                    with(found.difference(), found.range()),
                    probability,
                    verdict);
        }
    }

    private String verdict(PairedBootstrap found) {
        if (!found.isClear()) return texts.get("evaluate.verdict.unclear");
        return texts.get(
                (found.difference() > 0) == found.higherIsBetter()
                        ? "evaluate.verdict.better"
                        : "evaluate.verdict.worse");
    }

    /// The value with its interval below.
    private VBox with(double value, PairedBootstrap.Range range) {
        var number = new Label(texts.format().number(value));
        var interval = muted(texts.get(
                "evaluate.interval",
                texts.format().number(range.low()),
                texts.format().number(range.high())));
        interval.setMinWidth(Region.USE_PREF_SIZE);
        return new VBox(number, interval);
    }

    private static Label muted(String text) {
        var label = new Label(text);
        label.getStyleClass().addAll("text-muted", "text-small");
        return label;
    }
}
