package glassformer.ui.compare;

import glassformer.run.RunComparison;
import glassformer.ui.chart.CurveChart;
import glassformer.ui.chart.CurveExport;
import glassformer.ui.chart.CurvePanel;
import glassformer.ui.chart.CurveSeries;
import glassformer.ui.common.Texts;
import glassformer.ui.common.Words;
import glassformer.ui.worker.Workbench;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// The curves of the chosen runs over each other, a sentence about who won or why nobody can, and the table.
final class ComparedPane extends VBox {
    private final CompareViewModel model;
    private final Workbench bench;
    private final Texts texts;
    private final CurveChart chart;
    private final ComboBox<ShownMeasure> measures = new ComboBox<>();
    private Subscription measuring = Subscription.EMPTY;

    ComparedPane(CompareViewModel model, Workbench bench, RunLabels labels) {
        this.model = model;
        this.bench = bench;
        this.texts = bench.texts();
        getStyleClass().add("spacing-8");
        chart = new CurveChart(texts, bench.palette(), texts.get("train.curve.x"));
        chart.setId("compare-chart");
        chart.emptyTextProperty().set(texts.get("compare.chart.empty"));
        var export = new CurveExport(
                texts, bench.dialogs(), () -> bench.session().lab().name() + "-compared");
        var panel = new CurvePanel(texts, measureChoice(), chart, export);
        var verdict = sentence("compare-verdict", "compare-verdict");
        var warning = sentence("compare-warning", "status-warning");
        var table = new ComparedTable(model, bench, labels);
        table.setMinHeight(90);
        table.setPrefHeight(200);
        panel.setMinHeight(180);
        var lower = new VBox(verdict, warning, table);
        lower.getStyleClass().addAll("spacing-8", "compare-lower");
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox.setVgrow(panel, Priority.ALWAYS);
        var split = new SplitPane(panel, lower);
        split.setOrientation(javafx.geometry.Orientation.VERTICAL);
        split.setDividerPositions(0.62);
        split.getStyleClass().add("compare-split");
        VBox.setVgrow(split, Priority.ALWAYS);
        getChildren().add(split);
        setMinWidth(0);
        model.shownProperty().subscribe(shown -> {
            say(verdict, verdict(shown));
            say(warning, warning(shown.comparison()));
            follow(shown);
            showSeries();
        });
        bench.palette().subscribe(palette -> showSeries());
        measures.valueProperty().subscribe(measure -> showSeries());
    }

    private ComboBox<ShownMeasure> measureChoice() {
        measures.setId("compare-measure");
        measures.setAccessibleText(texts.get("compare.measure"));
        measures.setConverter(new Words<>(measure -> measure.text(texts)));
        return measures;
    }

    /// A run's first evaluation may bring measures that were not known before.
    private void follow(ShownComparison shown) {
        measuring.unsubscribe();
        measuring = Subscription.EMPTY;
        for (var curves : shown.curves())
            measuring = measuring.and(curves.measures().subscribe(this::showMeasures));
        showMeasures();
    }

    private void showMeasures() {
        List<ShownMeasure> all = ShownMeasure.of(model.shownProperty().get().curves());
        if (all.equals(measures.getItems())) return;
        ShownMeasure chosen = measures.getValue();
        measures.getItems().setAll(all);
        measures.setValue(chosen != null && all.contains(chosen) ? chosen : all.getFirst());
    }

    private void showSeries() {
        ShownMeasure measure = measures.getValue();
        if (measure == null) return;
        List<CurveSeries> series = ComparedSeries.of(
                model.shownProperty().get(), measure, bench.palette().getValue(), texts);
        if (!series.equals(chart.series())) chart.series().setAll(series);
    }

    private String verdict(ShownComparison shown) {
        RunComparison comparison = shown.comparison();
        if (comparison.runs().size() == 1) return texts.get("compare.verdict.one");
        if (!comparison.obstacles().isEmpty()) return "";
        return comparison
                .winner()
                .map(won -> texts.get(
                        "compare.verdict",
                        shown.labels().get(comparison.runs().indexOf(won)),
                        texts.format().number(won.figures().validationLoss())))
                .orElse(comparison.runs().isEmpty() ? "" : texts.get("compare.verdict.open"));
    }

    private String warning(RunComparison comparison) {
        List<String> sentences = new ArrayList<>();
        comparison.obstacles().stream()
                .map(obstacle -> texts.get("compare.obstacle." + obstacle.name().toLowerCase(Locale.ROOT)))
                .forEach(sentences::add);
        if (comparison.runs().size() > 1 && comparison.differences().keys().isEmpty())
            sentences.add(texts.get("compare.same"));
        if (comparison.timingsDiffer()) sentences.add(texts.get("compare.timings"));
        return sentences.stream().collect(Collectors.joining(" "));
    }

    private static Label sentence(String id, String style) {
        var label = new Label();
        label.setId(id);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.managedProperty().bind(label.visibleProperty());
        return label;
    }

    private static void say(Label label, String sentence) {
        label.setText(sentence);
        label.setVisible(!sentence.isEmpty());
    }
}
