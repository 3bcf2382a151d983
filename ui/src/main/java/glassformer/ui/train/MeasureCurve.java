package glassformer.ui.train;

import glassformer.run.Metric;
import glassformer.train.MeasureName;
import glassformer.ui.chart.Curve;

/// A number besides the loss, at each step or evaluation that gave it.
///
/// @param name  as the run's folder has it, such as `accuracy` or `loss/topic`
/// @param split [Metric#TRAIN] or [Metric#VALIDATION]
public record MeasureCurve(String name, String split, Curve curve) {
    public boolean isTraining() {
        return split.equals(Metric.TRAIN);
    }

    /// Whether it is what the weights add to the loss.
    boolean isPenalty() {
        return MeasureName.of(name).base().equals("penalty");
    }

    /// Whether it is a head's share of the loss.
    boolean isLoss() {
        return MeasureName.of(name).base().equals("loss");
    }
}
