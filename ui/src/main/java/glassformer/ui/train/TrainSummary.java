package glassformer.ui.train;

import glassformer.ui.chart.Curve;
import glassformer.ui.chart.Extent;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What came of a run that has ended.
///
/// @param bestValidationLoss the lowest of all evaluations
/// @param parameters         0 where unknown
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
        long parameters) {
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
                parameters);
    }
}
