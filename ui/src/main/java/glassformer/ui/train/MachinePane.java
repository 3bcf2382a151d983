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
import java.util.List;
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
        CurveChart speed = chart("speed");
        CurveChart held = chart("memory");
        Curve own = curves.deviceMebibytes();
        bench.palette().subscribe(palette -> {
            speed.series().setAll(series("speed", curves.tokensPerSecond(), 1));
            held.series().setAll(memories(curves));
        });
        // A device's own memory stands beside the process's once it has told of any.
        own.versionProperty().subscribe(version -> {
            if (held.series().size() != memories(curves).size()) held.series().setAll(memories(curves));
        });
        getChildren().addAll(panel("speed", speed), panel("memory", held), use(memory));
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

    private List<CurveSeries> memories(RunCurves curves) {
        CurveSeries process = series("memory", curves.mebibytes(), 4);
        return curves.deviceMebibytes().isEmpty()
                ? List.of(process)
                : List.of(process, series("deviceMemory", curves.deviceMebibytes(), 2));
    }

    private CurveSeries series(String name, Curve curve, int colour) {
        return CurveSeries.of(bench.texts().get("train.machine." + name + ".curve"), curve)
                .withColour(bench.palette().getValue().seriesColour(colour));
    }

    private CurveChart chart(String name) {
        Texts texts = bench.texts();
        var chart = new CurveChart(texts, bench.palette(), texts.get("train.curve.x"));
        chart.setId("train-" + name + "-chart");
        chart.emptyTextProperty().set(texts.get("train.machine." + name + ".empty"));
        return chart;
    }

    private CurvePanel panel(String name, CurveChart chart) {
        Texts texts = bench.texts();
        var panel = new CurvePanel(texts, texts.get("train.machine." + name), chart, export.named(name));
        VBox.setVgrow(panel, Priority.ALWAYS);
        return panel;
    }
}
