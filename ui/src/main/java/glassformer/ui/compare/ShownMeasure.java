package glassformer.ui.compare;

import glassformer.run.Metric;
import glassformer.ui.chart.Curve;
import glassformer.ui.common.Texts;
import glassformer.ui.train.MeasureCurve;
import glassformer.ui.train.MeasureTexts;
import glassformer.ui.train.RunCurves;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What is drawn of each run.
public sealed interface ShownMeasure {
    /// Training and validation loss.
    record Losses() implements ShownMeasure {}

    record TrainLoss() implements ShownMeasure {}

    record ValidationLoss() implements ShownMeasure {}

    record LearningRate() implements ShownMeasure {}

    record GradientNorm() implements ShownMeasure {}

    record Speed() implements ShownMeasure {}

    /// Something else that the runs measured.
    ///
    /// @param name  as the runs' folders have it
    /// @param split [Metric#TRAIN] or [Metric#VALIDATION]
    record Named(String name, String split) implements ShownMeasure {}

    /// @param evaluated  whether it was measured at evaluations, which lie apart
    /// @param validation whether it is told from the same of training by dashes
    record Line(Curve curve, boolean evaluated, boolean validation) {}

    /// What these runs have, the losses first.
    static List<ShownMeasure> of(List<RunCurves> runs) {
        List<ShownMeasure> all = new ArrayList<>(List.of(
                new Losses(),
                new TrainLoss(),
                new ValidationLoss(),
                new LearningRate(),
                new GradientNorm(),
                new Speed()));
        Set<ShownMeasure> named = new LinkedHashSet<>();
        runs.forEach(run -> run.measures().forEach(measure -> named.add(new Named(measure.name(), measure.split()))));
        all.addAll(named);
        return all;
    }

    /// A run's curves of this.
    default List<Line> lines(RunCurves run) {
        return switch (this) {
            case Losses() ->
                List.of(new Line(run.trainLoss(), false, false), new Line(run.validationLoss(), true, true));
            case TrainLoss() -> List.of(new Line(run.trainLoss(), false, false));
            case ValidationLoss() -> List.of(new Line(run.validationLoss(), true, false));
            case LearningRate() -> List.of(new Line(run.learningRate(), false, false));
            case GradientNorm() -> List.of(new Line(run.gradientNorm(), false, false));
            case Speed() -> List.of(new Line(run.tokensPerSecond(), false, false));
            case Named(String name, String split) ->
                run.measures().stream()
                        .filter(measure ->
                                measure.name().equals(name) && measure.split().equals(split))
                        .map(measure -> line(measure))
                        .toList();
        };
    }

    private static Line line(MeasureCurve measure) {
        return new Line(measure.curve(), !measure.isTraining(), false);
    }

    default String text(Texts texts) {
        return switch (this) {
            case Losses() -> texts.get("compare.measure.losses");
            case TrainLoss() -> texts.get("compare.measure.train");
            case ValidationLoss() -> texts.get("compare.measure.validation");
            case LearningRate() -> texts.get("compare.measure.rate");
            case GradientNorm() -> texts.get("compare.measure.gradient");
            case Speed() -> texts.get("compare.measure.speed");
            case Named(String name, String split) ->
                split.equals(Metric.TRAIN)
                        ? texts.get("compare.measure.training", MeasureTexts.name(name, texts))
                        : MeasureTexts.name(name, texts);
        };
    }
}
