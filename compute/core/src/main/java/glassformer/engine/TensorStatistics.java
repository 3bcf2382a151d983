package glassformer.engine;

import glassformer.blueprint.Named;
import org.jspecify.annotations.Nullable;

/// What a step found in one trained tensor.
///
/// @param name  of the tensor
/// @param norm  L2
/// @param ratio of weights: the norm of the step's change over the norm of the tensor before it; null for gradients
///              and where the tensor was zero
public record TensorStatistics(
        String name, Kind kind, double norm, @Nullable Double ratio, Histogram histogram) {
    /// What was looked at.
    public enum Kind implements Named {
        /// The weights after the step; with averaging those that the step changed, not their mean.
        WEIGHT("weight"),
        /// The mean over the step's micro-batches, before clipping, noise and penalties.
        GRADIENT("gradient");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }
    }

    /// Of a tensor's gradient.
    public static TensorStatistics ofGradient(String name, double[] values) {
        return new TensorStatistics(name, Kind.GRADIENT, norm(values), null, Histogram.of(values));
    }

    /// Of a tensor's values after and before a step.
    public static TensorStatistics ofWeight(String name, double[] now, double[] before) {
        double[] change = new double[now.length];
        for (int i = 0; i < change.length; i++) {
            change[i] = now[i] - before[i];
        }
        return new TensorStatistics(
                name, Kind.WEIGHT, norm(now), finite(norm(change) / norm(before)), Histogram.of(now));
    }

    /// The ratio, or null where there is none.
    public static @Nullable Double finite(double ratio) {
        return Double.isFinite(ratio) ? ratio : null;
    }

    private static double norm(double[] values) {
        double square = 0;
        for (double value : values) {
            square += value * value;
        }
        return Math.sqrt(square);
    }
}
