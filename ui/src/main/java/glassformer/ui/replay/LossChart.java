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
    private final List<Curve> curves = new ArrayList<>();
    private List<String> drawn = List.of();

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

    /// Curves that grow stay the same, with what the person has hidden.
    private void show(List<RunFacts> runs) {
        List<String> now = runs.stream().map(run -> run.run().toString()).toList();
        if (!now.equals(drawn)) {
            drawn = now;
            curves.clear();
            var series = new ArrayList<CurveSeries>();
            for (RunFacts run : runs) {
                boolean alone = runs.size() == 1;
                var training = new Curve();
                var validation = new Curve();
                curves.add(training);
                curves.add(validation);
                series.add(CurveSeries.of(name(run, alone, "replay.training"), training));
                series.add(CurveSeries.of(name(run, alone, "replay.validation"), validation)
                        .asDashed()
                        .withPoints());
            }
            chart.series().setAll(series);
        }
        for (int i = 0; i < runs.size(); i++) {
            RunFacts run = runs.get(i);
            Curve training = curves.get(2 * i);
            Curve validation = curves.get(2 * i + 1);
            training.truncateFrom(Double.NEGATIVE_INFINITY);
            for (int n = 0; n < run.losses().length; n++) training.append(run.lossSteps()[n], run.losses()[n]);
            validation.truncateFrom(Double.NEGATIVE_INFINITY);
            run.validation().forEach(validation::append);
        }
    }

    private String name(RunFacts run, boolean alone, String key) {
        return alone ? texts.get(key) : texts.get("replay.ofRun", texts.get(key), run.name());
    }
}
