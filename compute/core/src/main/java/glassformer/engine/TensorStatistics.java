package glassformer.engine;

import glassformer.blueprint.Activation;
import glassformer.blueprint.ActivationSite;
import glassformer.blueprint.Named;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a step found in one trained tensor or at one place inside the model.
///
/// @param name  of the tensor or the [ActivationSite]
/// @param norm  L2; of activations the root mean square of the tokens' L2 norms
/// @param ratio of weights: the norm of the step's change over the norm of the tensor before it; null for others and
///              where the tensor was zero
/// @param dead  of a feed-forward layer's hidden units: which share of them, 0 to 1, is dead by
///              [glassformer.blueprint.Activation#deadWithin] at every token of the batch; null elsewhere
public record TensorStatistics(
        String name,
        Kind kind,
        double norm,
        @Nullable Double ratio,
        Histogram histogram,
        @Nullable Double dead) {
    /// Of a tensor.
    public TensorStatistics(String name, Kind kind, double norm, @Nullable Double ratio, Histogram histogram) {
        this(name, kind, norm, ratio, histogram, null);
    }

    /// What was looked at.
    public enum Kind implements Named {
        /// The weights after the step; with averaging those that the step changed, not their mean.
        WEIGHT("weight"),
        /// The mean over the step's micro-batches, before clipping, noise and penalties.
        GRADIENT("gradient"),
        /// What flows through the model, at each real token of the step's batch, before the update and without dropout.
        ACTIVATION("activation");

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

    /// Of what stands at a place.
    ///
    /// @param tokens a row each, without padding
    public static TensorStatistics ofActivation(ActivationSite site, double[][] tokens) {
        double[] all = Arrays.stream(tokens).flatMapToDouble(Arrays::stream).toArray();
        double[] largest = new double[tokens[0].length];
        for (double[] token : tokens) {
            for (int unit = 0; unit < largest.length; unit++) {
                largest[unit] = Math.max(largest[unit], Math.abs(token[unit]));
            }
        }
        return new TensorStatistics(
                site.name(),
                Kind.ACTIVATION,
                norm(all) / Math.sqrt(tokens.length),
                null,
                Histogram.of(all),
                dead(site, largest));
    }

    /// The share of dead units.
    ///
    /// @param largest how far each unit comes from 0
    public static @Nullable Double dead(ActivationSite site, double[] largest) {
        Activation activation = site.activation();
        if (activation == null) {
            return null;
        }
        double within = activation.deadWithin();
        return (double) Arrays.stream(largest).filter(value -> value <= within).count() / largest.length;
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
