package glassformer.ui.train;

import glassformer.ui.chart.Curve;
import glassformer.ui.chart.CurveChart;
import glassformer.ui.chart.CurveExport;
import glassformer.ui.chart.CurvePanel;
import glassformer.ui.chart.CurveSeries;
import glassformer.ui.common.Texts;
import glassformer.ui.worker.Workbench;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// How fast the machine trains and how much memory that takes, over time.
final class MachinePane extends VBox {
    private final Workbench bench;
    private final CurveExport export;

    MachinePane(RunCurves curves, Workbench bench, CurveExport export) {
        this.bench = bench;
        this.export = export;
        getStyleClass().add("spacing-16");
        getChildren().addAll(panel("speed", curves.tokensPerSecond(), 1), panel("memory", curves.megabytes(), 4));
        setMinWidth(0);
    }

    private CurvePanel panel(String name, Curve curve, int colour) {
        Texts texts = bench.texts();
        String key = "train.machine." + name;
        var chart = new CurveChart(texts, bench.palette(), texts.get("train.curve.x"));
        chart.setId("train-" + name + "-chart");
        chart.emptyTextProperty().set(texts.get(key + ".empty"));
        bench.palette().subscribe(palette -> chart.series()
                .setAll(CurveSeries.of(texts.get(key + ".curve"), curve).withColour(palette.seriesColour(colour))));
        var panel = new CurvePanel(texts, texts.get(key), chart, export.named(name));
        VBox.setVgrow(panel, Priority.ALWAYS);
        return panel;
    }
}
