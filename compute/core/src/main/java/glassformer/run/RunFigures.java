package glassformer.run;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of a run until now, in a few numbers. A number that nothing was measured for is no number (NaN).
///
/// @param step               updates done
/// @param trainLoss          of the last step
/// @param validationLoss     of the last evaluation
/// @param bestValidationLoss the least of all evaluations
/// @param bestStep           where that was, the first time; −1 where there is none
/// @param seconds            of training, over all resumptions
/// @param tokensPerSecond    the median of all steps
/// @param millisecondsPerStep likewise, from the end of a step to the end of the next
/// @param joules             what the device used while training, by everything that ran on it; see [Metric#JOULES]
public record RunFigures(
        int step,
        double trainLoss,
        double validationLoss,
        double bestValidationLoss,
        int bestStep,
        double seconds,
        double tokensPerSecond,
        double millisecondsPerStep,
        double joules) {
    /// @param status null before there is one
    public static RunFigures of(@Nullable RunStatus status, List<Metric> metrics) {
        int step = status == null ? 0 : status.step();
        double seconds = status == null ? 0 : status.seconds();
        double trainLoss = Double.NaN;
        double validationLoss = Double.NaN;
        double best = Double.NaN;
        int bestStep = -1;
        double[] speeds = new double[metrics.size()];
        double[] times = new double[metrics.size()];
        int count = 0;
        int timed = 0;
        double joules = Double.NaN;
        double lastJoules = 0;
        @Nullable Metric before = null;
        for (Metric metric : metrics) {
            step = Math.max(step, metric.step());
            seconds = Math.max(seconds, metric.seconds());
            if (metric.split().equals(Metric.TRAIN)) {
                trainLoss = metric.loss();
                if (before != null && metric.step() == before.step() + 1 && metric.seconds() > before.seconds()) {
                    times[timed++] = 1000 * (metric.seconds() - before.seconds());
                }
                before = metric;
                Double now = metric.measures().get(Metric.JOULES);
                if (now != null) {
                    // A process that goes on with the run counts from 0.
                    joules = (Double.isNaN(joules) ? 0 : joules) + (now >= lastJoules ? now - lastJoules : now);
                    lastJoules = now;
                }
                if (metric.tokensPerSecond() != null && Double.isFinite(metric.tokensPerSecond())) {
                    speeds[count++] = metric.tokensPerSecond();
                }
            } else {
                validationLoss = metric.loss();
                if (Double.isFinite(metric.loss()) && !(metric.loss() >= best)) {
                    best = metric.loss();
                    bestStep = metric.step();
                }
            }
        }
        return new RunFigures(
                step,
                trainLoss,
                validationLoss,
                best,
                bestStep,
                seconds,
                median(Arrays.copyOf(speeds, count)),
                median(Arrays.copyOf(times, timed)),
                joules);
    }

    private static double median(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
