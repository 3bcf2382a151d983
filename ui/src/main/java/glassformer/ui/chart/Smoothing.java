package glassformer.ui.chart;

import org.jspecify.annotations.Nullable;

/// The exponential moving average of a curve, kept up to date as the curve grows.
///
/// With weight w: `s = w·s + (1−w)·y`, divided by `1−wⁿ` so that the first values are not pulled towards zero (the
/// bias correction of Adam; Kingma and Ba, 2015). Gaps stay gaps and do not enter the average.
final class Smoothing {
    private final Curve source;
    private final double weight;
    private @Nullable Curve smoothed;
    private int rewrites;
    private double sum;
    private double mass;

    Smoothing(Curve source, double weight) {
        this.source = source;
        this.weight = weight;
    }

    double weight() {
        return weight;
    }

    /// The average at every point of the source.
    Curve curve() {
        Curve result = smoothed;
        if (result == null || rewrites != source.rewrites()) {
            result = new Curve();
            smoothed = result;
            rewrites = source.rewrites();
            sum = 0;
            mass = 0;
        }
        for (int i = result.size(); i < source.size(); i++) {
            double y = source.y(i);
            if (Double.isFinite(y)) {
                sum = weight * sum + (1 - weight) * y;
                mass = weight * mass + (1 - weight);
                result.append(source.x(i), sum / mass);
            } else {
                result.append(source.x(i), Double.NaN);
            }
        }
        return result;
    }
}
