package glassformer.reference;

import glassformer.blueprint.Activation;
import glassformer.blueprint.Alibi;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Layer;
import glassformer.blueprint.NormKind;
import glassformer.blueprint.NormPlacement;
import glassformer.blueprint.ScoreScale;
import glassformer.engine.Batch;
import glassformer.engine.Tensor;
import glassformer.engine.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A blueprint computed the slow and plain way, in double precision and one text at a time: the truth that every
/// engine is held against. Gradients are central differences, so they share no code with any backward pass.
public final class ReferenceModel {
    private final Blueprint blueprint;
    private final Map<String, double[]> weights = new LinkedHashMap<>();
    private final List<double[][][]> patterns = new ArrayList<>();

    public ReferenceModel(Blueprint blueprint, Weights weights) {
        this.blueprint = blueprint;
        weights.tensors().forEach((name, tensor) -> {
            double[] values = new double[tensor.values().length];
            for (int i = 0; i < values.length; i++) {
                values[i] = tensor.values()[i];
            }
            this.weights.put(name, values);
        });
    }

    /// `(T) -> (T, V)`
    public double[][] logits(int[] ids) {
        patterns.clear();
        return layer(blueprint.root(), ids, new double[0][]);
    }

    /// Each layer's attention, `(H, T, T)`.
    public List<double[][][]> attention(int[] ids) {
        logits(ids);
        return List.copyOf(patterns);
    }

    /// Mean cross-entropy in nats.
    public double loss(Batch batch) {
        double sum = 0;
        for (int row = 0; row < batch.size(); row++) {
            int from = row * batch.length();
            double[][] logits = logits(Arrays.copyOfRange(batch.inputs(), from, from + batch.length()));
            for (int t = 0; t < batch.length(); t++) {
                sum -= Math.log(Matrix.softmax(logits[t])[batch.targets()[from + t]]);
            }
        }
        return sum / batch.tokens();
    }

    /// One parameter's gradient by central differences.
    public double[] gradient(String name, Batch batch) {
        double step = 1e-5;
        double[] values = weights.get(name);
        double[] gradient = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double kept = values[i];
            values[i] = kept + step;
            double above = loss(batch);
            values[i] = kept - step;
            double below = loss(batch);
            values[i] = kept;
            gradient[i] = (above - below) / (2 * step);
        }
        return gradient;
    }

    private double[][] layer(Layer layer, int[] ids, double[][] x) {
        return switch (layer) {
            case Layer.Sequence(var layers) -> all(layers, ids, x);
            case Layer.Block(int index, var layers) -> all(layers, ids, x);
            case Layer.TokenEmbedding(var table) -> {
                double[][] rows = matrix(table.name(), table.shape());
                yield Arrays.stream(ids).mapToObj(id -> rows[id].clone()).toArray(double[][]::new);
            }
            case Layer.LearnedPosition(var table) ->
                Matrix.plus(x, Arrays.copyOf(matrix(table.name(), table.shape()), ids.length));
            case Layer.SinusoidalPosition position -> Matrix.plus(x, sinusoids(ids.length, position.dim()));
            case Layer.Dropout dropout -> x;
            case Layer.Norm norm -> norm(norm, x);
            case Layer.Residual residual ->
                residual.placement() == NormPlacement.PRE
                        ? Matrix.plus(x, layer(residual.body(), ids, norm(residual.norm(), x)))
                        : norm(residual.norm(), Matrix.plus(x, layer(residual.body(), ids, x)));
            case Layer.Attention attention -> attention(attention, x);
            case Layer.FeedForward ffn -> feedForward(ffn, x);
            case Layer.OutputHead head ->
                Matrix.times(
                        x,
                        Matrix.transposed(
                                matrix(head.table().name(), head.table().shape())));
        };
    }

    private double[][] all(List<Layer> layers, int[] ids, double[][] x) {
        double[][] y = x;
        for (Layer layer : layers) {
            y = layer(layer, ids, y);
        }
        return y;
    }

    private double[][] attention(Layer.Attention attention, double[][] x) {
        int heads = attention.heads();
        int size = attention.headDim();
        int width = heads * size;
        int keyWidth = attention.kvHeads() * size;
        double[][] q;
        double[][] k;
        double[][] v;
        switch (attention.projection()) {
            case Layer.Projection.Fused(Layer.Linear qkv) -> {
                double[][] joined = linear(qkv, x);
                q = Matrix.columns(joined, 0, width);
                k = Matrix.columns(joined, width, width + keyWidth);
                v = Matrix.columns(joined, width + keyWidth, width + 2 * keyWidth);
            }
            case Layer.Projection.Split(Layer.Linear ql, Layer.Linear kl, Layer.Linear vl) -> {
                q = linear(ql, x);
                k = linear(kl, x);
                v = linear(vl, x);
            }
        }
        int length = x.length;
        double[][] mixed = new double[length][width];
        double[][][] pattern = new double[heads][length][];
        for (int head = 0; head < heads; head++) {
            int group = head / (heads / attention.kvHeads());
            double[][] qh = Matrix.columns(q, head * size, (head + 1) * size);
            double[][] kh = Matrix.columns(k, group * size, (group + 1) * size);
            double[][] vh = Matrix.columns(v, group * size, (group + 1) * size);
            if (attention.relative() instanceof Layer.Relative.Rotary(double base)) {
                qh = rotate(qh, base);
                kh = rotate(kh, base);
            }
            for (int i = 0; i < length; i++) {
                double[] scores = new double[length];
                for (int j = 0; j < length; j++) {
                    double dot = 0;
                    for (int d = 0; d < size; d++) {
                        dot += qh[i][d] * kh[j][d];
                    }
                    if (attention.scale() == ScoreScale.SCALED) {
                        dot /= Math.sqrt(size);
                    }
                    if (attention.relative() instanceof Layer.Relative.Alibi) {
                        dot -= Alibi.slopes(heads)[head] * Math.abs(i - j);
                    }
                    scores[j] = attention.mask().allows(i, j) ? dot : Double.NEGATIVE_INFINITY;
                }
                pattern[head][i] = Matrix.softmax(scores);
                for (int j = 0; j < length; j++) {
                    for (int d = 0; d < size; d++) {
                        mixed[i][head * size + d] += pattern[head][i][j] * vh[j][d];
                    }
                }
            }
        }
        patterns.add(pattern);
        return linear(attention.output(), mixed);
    }

    private double[][] feedForward(Layer.FeedForward ffn, double[][] x) {
        double[][] up = linear(ffn.up(), x);
        double[][] gate = ffn.gate() == null ? up : linear(ffn.gate(), x);
        double[][] inner = new double[x.length][ffn.up().out()];
        for (int t = 0; t < x.length; t++) {
            for (int f = 0; f < inner[t].length; f++) {
                double activated = activate(ffn.activation(), gate[t][f]);
                inner[t][f] = ffn.gate() == null ? activated : activated * up[t][f];
            }
        }
        return linear(ffn.down(), inner);
    }

    private static double activate(Activation activation, double x) {
        return switch (activation) {
            case GELU -> x / 2 * (1 + Matrix.erf(x / Math.sqrt(2)));
            case GELU_TANH -> x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
            case RELU -> Math.max(0, x);
            case SILU, SWIGLU -> x / (1 + Math.exp(-x));
        };
    }

    private double[][] norm(Layer.Norm norm, double[][] x) {
        double[] scale = weights.get(norm.scale().name());
        double[] shift = norm.shift() == null
                ? new double[scale.length]
                : weights.get(norm.shift().name());
        double[][] out = new double[x.length][scale.length];
        for (int t = 0; t < x.length; t++) {
            double mean = norm.kind() == NormKind.LAYER_NORM
                    ? Arrays.stream(x[t]).average().orElseThrow()
                    : 0;
            double square = Arrays.stream(x[t])
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElseThrow();
            for (int c = 0; c < scale.length; c++) {
                out[t][c] = (x[t][c] - mean) / Math.sqrt(square + norm.epsilon()) * scale[c] + shift[c];
            }
        }
        return out;
    }

    private static double[][] rotate(double[][] x, double base) {
        int half = x[0].length / 2;
        double[][] out = new double[x.length][2 * half];
        for (int t = 0; t < x.length; t++) {
            for (int i = 0; i < half; i++) {
                double angle = t * Math.pow(base, -(double) i / half);
                out[t][i] = x[t][i] * Math.cos(angle) - x[t][i + half] * Math.sin(angle);
                out[t][i + half] = x[t][i + half] * Math.cos(angle) + x[t][i] * Math.sin(angle);
            }
        }
        return out;
    }

    private static double[][] sinusoids(int length, int dim) {
        double[][] out = new double[length][dim];
        for (int t = 0; t < length; t++) {
            for (int i = 0; i < dim; i += 2) {
                double angle = t / Math.pow(10_000, (double) i / dim);
                out[t][i] = Math.sin(angle);
                out[t][i + 1] = Math.cos(angle);
            }
        }
        return out;
    }

    private double[][] linear(Layer.Linear linear, double[][] x) {
        double[][] stored = matrix(linear.weight().name(), linear.weight().shape());
        double[][] product =
                Matrix.times(x, linear.layout() == Layer.Layout.IN_OUT ? stored : Matrix.transposed(stored));
        if (linear.bias() != null) {
            double[] bias = weights.get(linear.bias().name());
            for (double[] row : product) {
                for (int j = 0; j < row.length; j++) {
                    row[j] += bias[j];
                }
            }
        }
        return product;
    }

    private double[][] matrix(String name, List<Integer> shape) {
        double[] values = weights.get(name);
        double[][] rows = new double[shape.get(0)][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(values, i * shape.get(1), (i + 1) * shape.get(1));
        }
        return rows;
    }

    /// Every weight random, so that biases and norms at their usual start cannot hide a mistake.
    public static Weights randomWeights(Blueprint blueprint, long seed) {
        java.util.SplittableRandom random = new java.util.SplittableRandom(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Weights.initial(blueprint, seed).tensors().forEach((name, tensor) -> {
            float[] values = new float[tensor.values().length];
            for (int i = 0; i < values.length; i++) {
                values[i] = tensor.values()[i] + (float) random.nextGaussian(0, 0.3);
            }
            tensors.put(name, new Tensor(tensor.shape(), values));
        });
        return new Weights(tensors);
    }
}
