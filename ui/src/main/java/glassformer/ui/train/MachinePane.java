package glassformer.ui.train;

import glassformer.run.MemoryUse;
import glassformer.ui.chart.Curve;
import glassformer.ui.chart.CurveChart;
import glassformer.ui.chart.CurveExport;
import glassformer.ui.chart.CurvePanel;
import glassformer.ui.chart.CurveSeries;
import glassformer.ui.common.Format;
import glassformer.ui.common.Texts;
import glassformer.ui.worker.Workbench;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// How fast the machine trains and how much memory that takes, over time.
final class MachinePane extends VBox {
    private final Workbench bench;
    private final CurveExport export;

    MachinePane(RunCurves curves, MemoryViewModel memory, Workbench bench, CurveExport export) {
        this.bench = bench;
        this.export = export;
        getStyleClass().add("spacing-16");
        getChildren()
                .addAll(
                        panel("speed", curves.tokensPerSecond(), 1),
                        panel("memory", curves.megabytes(), 4),
                        use(memory));
        setMinWidth(0);
    }

    private Label use(MemoryViewModel memory) {
        Texts texts = bench.texts();
        var sentence = new Label();
        sentence.setId("train-memory-use");
        sentence.getStyleClass().add("text-small");
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        sentence.managedProperty().bind(sentence.visibleProperty());
        memory.useProperty().subscribe(use -> {
            sentence.setVisible(use != null);
            sentence.setText(use == null ? "" : text(use, texts));
        });
        return sentence;
    }

    private static String text(MemoryUse use, Texts texts) {
        Format format = texts.format();
        return use.peak() == 0
                ? texts.get("train.machine.predicted", format.bytes(use.predicted()))
                : texts.get(
                        "train.machine.used",
                        format.bytes(use.predicted()),
                        format.bytes(use.used()),
                        format.bytes(use.baseline()));
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
