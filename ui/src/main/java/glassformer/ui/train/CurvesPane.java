package glassformer.ui.train;

import glassformer.train.MeasureName;
import glassformer.ui.chart.Curve;
import glassformer.ui.chart.CurveChart;
import glassformer.ui.chart.CurveExport;
import glassformer.ui.chart.CurvePanel;
import glassformer.ui.chart.CurveSeries;
import glassformer.ui.chart.SmallCurve;
import glassformer.ui.common.Texts;
import glassformer.ui.worker.Workbench;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The loss large, with a curve a head where there are several; measures, learning rate and gradient norm small below
/// it.
final class CurvesPane extends VBox {
    private final Workbench bench;
    private final Texts texts;
    private final CurveExport export;

    CurvesPane(TrainViewModel model, RateSearchViewModel search, Workbench bench, CurveExport export) {
        this.bench = bench;
        this.export = export;
        this.texts = bench.texts();
        getStyleClass().add("spacing-16");
        RunCurves curves = model.curves();
        var loss = new CurveChart(texts, bench.palette(), texts.get("train.curve.x"));
        loss.setId("train-loss-chart");
        curves.measures().addListener((ListChangeListener<MeasureCurve>) change -> showLosses(loss, curves));
        showLosses(loss, curves);
        var large = new CurvePanel(texts, texts.get("train.curve.loss"), loss, export.named("loss"));
        VBox.setVgrow(large, Priority.ALWAYS);
        var small = new HBox(
                measures(curves),
                new RateCard(curves, search, texts, bench.palette(), export),
                small("train-gradient-chart", "train.curve.gradient", curves.gradientNorm(), 3));
        small.getChildren().forEach(card -> HBox.setHgrow(card, Priority.ALWAYS));
        small.getStyleClass().add("spacing-16");
        getChildren().addAll(large, small);
        setMinWidth(0);
    }

    private void showLosses(CurveChart chart, RunCurves curves) {
        List<CurveSeries> series = new ArrayList<>();
        series.add(CurveSeries.of(texts.get("train.curve.train"), curves.trainLoss()));
        series.add(CurveSeries.of(texts.get("train.curve.validation"), curves.validationLoss())
                .asDashed()
                .withPoints());
        curves.measures().stream().filter(MeasureCurve::isLoss).forEach(one -> {
            String split = texts.get(one.isTraining() ? "train.curve.train" : "train.curve.validation");
            String head = MeasureName.of(one.name()).head();
            var line = CurveSeries.of(texts.get("train.measure.head", split, head), one.curve());
            series.add(one.isTraining() ? line : line.asDashed().withPoints());
        });
        curves.measures().stream()
                .filter(MeasureCurve::isPenalty)
                .forEach(one -> series.add(CurveSeries.of(MeasureTexts.name(one.name(), texts), one.curve())));
        if (!series.equals(chart.series())) chart.series().setAll(series);
    }

    /// Takes no room while there is none.
    private VBox measures(RunCurves curves) {
        var chart = chart("train-measures-chart", "train.measures.empty");
        var card = card(chart, "measures");
        card.getStyleClass().add("measures-curve");
        Runnable show = () -> {
            List<CurveSeries> series = curves.measures().stream()
                    .filter(one -> !one.isTraining() && !one.isLoss())
                    .map(one -> CurveSeries.of(MeasureTexts.name(one.name(), texts), one.curve())
                            .withPoints())
                    .toList();
            card.setVisible(!series.isEmpty());
            card.setManaged(!series.isEmpty());
            if (!series.equals(chart.series())) chart.series().setAll(series);
        };
        curves.measures().addListener((ListChangeListener<MeasureCurve>) change -> show.run());
        show.run();
        return card;
    }

    private VBox small(String id, String name, Curve curve, int colour) {
        var chart = chart(id, name + ".empty");
        bench.palette().subscribe(palette -> chart.series()
                .setAll(CurveSeries.of(texts.get(name), curve).withColour(palette.seriesColour(colour))));
        return card(chart, "gradient-norm");
    }

    private CurveChart chart(String id, String empty) {
        var chart = new CurveChart(texts, bench.palette(), texts.get("train.curve.x"));
        chart.setId(id);
        chart.emptyTextProperty().set(texts.get(empty));
        return chart;
    }

    private VBox card(CurveChart chart, String name) {
        var shown = new SmallCurve(chart, export.named(name));
        var card = new VBox(shown);
        card.getStyleClass().addAll("card", "small-curve");
        VBox.setVgrow(shown, Priority.ALWAYS);
        HBox.setHgrow(card, Priority.ALWAYS);
        return card;
    }
}
