package glassformer.ui.train;

import glassformer.ui.chart.Curve;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How far a run is.
///
/// @param step      updates done
/// @param steps     updates planned
/// @param elapsed   time of training, over all resumptions
/// @param remaining at the pace of the last steps; null before there is one
public record TrainProgress(
        int step,
        int steps,
        Duration elapsed,
        @Nullable Duration remaining,
        @Nullable Double tokensPerSecond,
        @Nullable Double trainLoss,
        @Nullable Double validationLoss) {
    /// The pace is taken from this much of the past, evaluations and checkpoints included.
    private static final double PACE_SECONDS = 30;

    private static final int PACE_STEPS = 10;

    static TrainProgress of(RunCurves curves, int steps) {
        Curve seconds = curves.seconds();
        int step = seconds.isEmpty() ? 0 : (int) seconds.x(seconds.size() - 1);
        return new TrainProgress(
                step,
                Math.max(step, steps),
                duration(RunCurves.last(seconds, 0)),
                remaining(seconds, step, steps),
                last(curves.tokensPerSecond()),
                last(curves.trainLoss()),
                last(curves.validationLoss()));
    }

    public double share() {
        return steps == 0 ? 0 : (double) step / steps;
    }

    private static @Nullable Duration remaining(Curve seconds, int step, int steps) {
        if (seconds.size() < 2 || step >= steps) return null;
        int last = seconds.size() - 1;
        int from = last;
        while (from > 0 && (last - from < PACE_STEPS || seconds.y(last) - seconds.y(from) < PACE_SECONDS)) from--;
        double pace = (seconds.y(last) - seconds.y(from)) / (seconds.x(last) - seconds.x(from));
        return duration(pace * (steps - step));
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(Math.max(0, seconds) * 1000));
    }

    private static @Nullable Double last(Curve curve) {
        return curve.isEmpty() ? null : curve.y(curve.size() - 1);
    }
}
