package glassformer.ui.replay;

import glassformer.ui.chart.Curve;
import glassformer.ui.chart.CurveChart;
import glassformer.ui.chart.CurveExport;
import glassformer.ui.chart.CurvePanel;
import glassformer.ui.chart.CurveSeries;
import glassformer.ui.common.Texts;
import glassformer.ui.worker.Workbench;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.StackPane;

/// The losses of the runs of a replay, with a line at the step on show.
final class LossChart extends StackPane {
    private final Texts texts;
    private final CurveChart chart;

    LossChart(ReplayViewModel model, Workbench bench, CurveExport export) {
        this.texts = bench.texts();
        chart = new CurveChart(texts, bench.palette(), texts.get("train.curve.x"));
        chart.setId("replay-loss");
        getChildren().add(new CurvePanel(texts, texts.get("replay.losses"), chart, export.named("loss")));
        model.runsProperty().subscribe(this::show);
        model.shownProperty().subscribe(frames -> chart.markerProperty().set(mark(model)));
    }

    static double mark(ReplayViewModel model) {
        int step = model.step();
        return step < 0 ? Double.NaN : step;
    }

    private void show(List<RunFacts> runs) {
        var series = new ArrayList<CurveSeries>();
        for (RunFacts run : runs) {
            var training = new Curve();
            for (int i = 0; i < run.losses().length; i++) training.append(run.lossSteps()[i], run.losses()[i]);
            var validation = new Curve();
            run.validation().forEach(validation::append);
            boolean alone = runs.size() == 1;
            series.add(CurveSeries.of(name(run, alone, "replay.training"), training));
            series.add(CurveSeries.of(name(run, alone, "replay.validation"), validation)
                    .asDashed()
                    .withPoints());
        }
        chart.series().setAll(series);
    }

    private String name(RunFacts run, boolean alone, String key) {
        return alone ? texts.get(key) : texts.get("replay.ofRun", texts.get(key), run.name());
    }
}
