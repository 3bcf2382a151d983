package glassformer.reference;

import glassformer.blueprint.Activation;
import glassformer.blueprint.Layer;
import glassformer.blueprint.NormKind;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// The layers that work on each token by itself.
///
/// @param hidden hears of each feed-forward layer's units, `(T, F)`
record ReferenceLayers(Parameters parameters, Consumer<Num[][]> hidden) {
    /// `(T, in) -> (T, out)`
    Num[][] linear(Layer.Linear linear, Num[][] x) {
        Num[][] stored = parameters.matrix(linear.weight());
        Num[][] y = Nums.timesTransposed(x, linear.layout() == Layer.Layout.OUT_IN ? stored : Nums.transposed(stored));
        if (linear.adapter() instanceof Layer.LowRank adapter) {
            Num[][] low = Nums.timesTransposed(x, parameters.matrix(adapter.down()));
            Num[][] change = Nums.timesTransposed(low, parameters.matrix(adapter.up()));
            y = Nums.plus(y, Nums.times(change, adapter.alpha() / adapter.rank()));
        }
        return linear.bias() == null ? y : shifted(y, parameters.vector(linear.bias()));
    }

    Num[][] shifted(Num[][] x, Num[] shift) {
        return Arrays.stream(x).map(row -> Nums.plus(row, shift)).toArray(Num[][]::new);
    }

    Num[][] feedForward(Layer.FeedForward ffn, Num[][] x) {
        Num[][] up = linear(ffn.up(), x);
        if (ffn.gate() == null) {
            Num[][] inner = activate(ffn.activation(), up);
            hidden.accept(inner);
            return linear(ffn.down(), inner);
        }
        Num[][] gate = activate(ffn.activation(), linear(ffn.gate(), x));
        Num[][] inner = new Num[x.length][ffn.up().out()];
        for (int t = 0; t < x.length; t++) {
            for (int f = 0; f < inner[t].length; f++) {
                inner[t][f] = gate[t][f].times(up[t][f]);
            }
        }
        hidden.accept(inner);
        return linear(ffn.down(), inner);
    }

    static Num[][] activate(Activation activation, Num[][] x) {
        return Arrays.stream(x)
                .map(row -> Arrays.stream(row)
                        .map(value -> activate(activation, value))
                        .toArray(Num[]::new))
                .toArray(Num[][]::new);
    }

    private static Num activate(Activation activation, Num x) {
        return switch (activation) {
            case GELU -> x.times(x.times(1 / Math.sqrt(2)).erf().plus(1)).times(0.5);
            case GELU_TANH -> {
                Num cubic = x.plus(x.times(x).times(x).times(0.044715));
                yield x.times(cubic.times(Math.sqrt(2 / Math.PI)).tanh().plus(1))
                        .times(0.5);
            }
            case RELU -> x.positive();
            case SILU, SWIGLU -> x.times(x.sigmoid());
            case TANH -> x.tanh();
        };
    }

    Num[][] norm(Layer.Norm norm, Num[][] x) {
        Num[] scale = parameters.vector(norm.scale());
        return Arrays.stream(x)
                .map(row -> {
                    Num mean = norm.kind() == NormKind.LAYER_NORM
                            ? Nums.sum(row).times(1.0 / row.length)
                            : Num.constant(0);
                    Num[] centred = Arrays.stream(row).map(v -> v.minus(mean)).toArray(Num[]::new);
                    Num deviation = Nums.dot(centred, centred)
                            .times(1.0 / row.length)
                            .plus(norm.epsilon())
                            .sqrt();
                    Num[] out = IntStream.range(0, row.length)
                            .mapToObj(c -> centred[c].over(deviation).times(scale[c]))
                            .toArray(Num[]::new);
                    return norm.shift() == null ? out : Nums.plus(out, parameters.vector(norm.shift()));
                })
                .toArray(Num[][]::new);
    }

    static Num[][] sinusoids(int length, int dim, Layer.Sinusoids layout) {
        Num[][] out = new Num[length][dim];
        for (int t = 0; t < length; t++) {
            for (int i = 0; i < dim / 2; i++) {
                double angle = t / Math.pow(10_000, 2.0 * i / dim);
                switch (layout) {
                    case INTERLEAVED -> {
                        out[t][2 * i] = Num.constant(Math.sin(angle));
                        out[t][2 * i + 1] = Num.constant(Math.cos(angle));
                    }
                    case HALVES -> {
                        out[t][i] = Num.constant(Math.sin(angle));
                        out[t][dim / 2 + i] = Num.constant(Math.cos(angle));
                    }
                }
            }
        }
        return out;
    }
}
