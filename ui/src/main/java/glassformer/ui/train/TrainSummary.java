package glassformer.ui.train;

import glassformer.ui.chart.Curve;
import glassformer.ui.chart.Extent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What came of a run that has ended.
///
/// @param bestValidationLoss the lowest of all evaluations
/// @param gap                by how much the last validation loss lies above the mean training loss since the
///                           evaluation before: what the model knows of the training data only
/// @param parameters         0 where unknown
/// @param measures           the last evaluation's, by name
public record TrainSummary(
        Path run,
        TrainStage stage,
        int step,
        int steps,
        Duration elapsed,
        @Nullable Double firstLoss,
        @Nullable Double trainLoss,
        @Nullable Double validationLoss,
        @Nullable Double bestValidationLoss,
        @Nullable Double gap,
        long parameters,
        Map<String, Double> measures) {
    public TrainSummary {
        measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
    }

    static TrainSummary of(Path run, TrainStage stage, RunCurves curves, int steps, long parameters) {
        TrainProgress end = TrainProgress.of(curves, steps);
        Curve train = curves.trainLoss();
        Extent validation =
                curves.validationLoss().yExtent(0, curves.validationLoss().size());
        return new TrainSummary(
                run,
                stage,
                end.step(),
                end.steps(),
                end.elapsed(),
                train.isEmpty() ? null : train.y(0),
                end.trainLoss(),
                end.validationLoss(),
                validation.isEmpty() ? null : validation.low(),
                gap(curves),
                parameters,
                measures(curves));
    }

    private static @Nullable Double gap(RunCurves curves) {
        Curve validation = curves.validationLoss();
        Curve train = curves.trainLoss();
        if (validation.size() < 2) return null;
        int from = train.indexAtOrAfter(validation.x(validation.size() - 2) + 1);
        int to = train.indexAtOrAfter(validation.x(validation.size() - 1) + 1);
        double sum = 0;
        for (int i = from; i < to; i++) sum += train.y(i);
        return to > from ? validation.y(validation.size() - 1) - sum / (to - from) : null;
    }

    private static Map<String, Double> measures(RunCurves curves) {
        Map<String, Double> last = new LinkedHashMap<>();
        curves.measures().stream()
                .filter(measure -> !measure.isTraining() && !measure.curve().isEmpty())
                .forEach(measure -> last.put(
                        measure.name(), measure.curve().y(measure.curve().size() - 1)));
        return last;
    }
}
