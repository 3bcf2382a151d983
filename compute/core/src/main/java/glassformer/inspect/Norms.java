package glassformer.inspect;

import glassformer.blueprint.Layer;
import glassformer.blueprint.NormKind;
import glassformer.engine.Weights;

/// A norm on one vector: `scale * (x - mean(x)) / deviation + shift`; an RMS norm takes no mean away.
record Norms(Layer.Norm norm, float[] scale, float[] shift) {
    static Norms of(Layer.Norm norm, Weights weights) {
        float[] scale = weights.get(norm.scale().name()).values();
        return new Norms(
                norm,
                scale,
                norm.shift() == null
                        ? new float[scale.length]
                        : weights.get(norm.shift().name()).values());
    }

    double[] apply(double[] x) {
        double mean = mean(x);
        double deviation = deviation(x);
        double[] out = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            out[i] = scale[i] * (x[i] - mean) / deviation + shift[i];
        }
        return out;
    }

    /// The direction `v` for which `v . t` is what a part `t` of `x` adds to `u . norm(x)`, with the deviation kept as
    /// it is for `x`. The shift adds [#constant].
    double[] pulledBack(double[] u, double[] x) {
        double[] v = new double[u.length];
        for (int i = 0; i < u.length; i++) {
            v[i] = u[i] * scale[i];
        }
        double mean = mean(v);
        double deviation = deviation(x);
        for (int i = 0; i < u.length; i++) {
            v[i] = (v[i] - mean) / deviation;
        }
        return v;
    }

    double constant(double[] u) {
        return Vectors.dot(u, shift, 0);
    }

    private double mean(double[] x) {
        if (norm.kind() == NormKind.RMS_NORM) {
            return 0;
        }
        double sum = 0;
        for (double value : x) {
            sum += value;
        }
        return sum / x.length;
    }

    private double deviation(double[] x) {
        double mean = mean(x);
        double sum = 0;
        for (double value : x) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / x.length + norm.epsilon());
    }
}
