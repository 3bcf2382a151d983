package glassformer.reference;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Layer;
import glassformer.blueprint.Weight;
import glassformer.engine.Tokens;
import glassformer.engine.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// How a head's score of a text changes with what its tokens are embedded as. The text is read as tokens 0, 1, 2 ...,
/// which are embedded as its own are, so that a token that stands twice can change at one place alone.
final class ReferenceSalience {
    private static final double STEP = 1e-4;

    private final Blueprint blueprint;
    private final Map<String, double[]> weights;
    private final Tokens input;
    private final Weight table;
    private final int dim;

    ReferenceSalience(Blueprint blueprint, Weights weights, Tokens input) {
        this.blueprint = blueprint;
        this.weights = Parameters.doubles(weights);
        this.input = input;
        this.table = blueprint
                .layers()
                .filter(Layer.TokenEmbedding.class::isInstance)
                .map(layer -> ((Layer.TokenEmbedding) layer).table())
                .findFirst()
                .orElseThrow();
        this.dim = table.shape().getLast();
    }

    /// `(T, C)`
    double[][] embedding() {
        double[] all = Objects.requireNonNull(weights.get(table.name()));
        return Arrays.stream(input.ids())
                .mapToObj(id -> Arrays.copyOfRange(all, id * dim, (id + 1) * dim))
                .toArray(double[][]::new);
    }

    /// `(N)`
    double[] scores(double[][] embedding, String head) {
        return new ReferenceModel(blueprint, embeddedAs(embedding)).logits(places(), null, head)[0];
    }

    /// By backpropagation, `(T, C)`.
    double[][] gradient(String head, int place) {
        Parameters parameters = new Parameters(embeddedAs(embedding()));
        new ReferenceText(blueprint, parameters, Dropping.NONE, places(), null).logits(head)[0][place].backward();
        double[] all = Objects.requireNonNull(parameters.gradients().get(table.name()));
        return IntStream.range(0, input.length())
                .mapToObj(t -> Arrays.copyOfRange(all, t * dim, (t + 1) * dim))
                .toArray(double[][]::new);
    }

    /// By central differences, `(T, C)`.
    double[][] differences(String head, int place) {
        double[][] found = new double[input.length()][dim];
        for (int t = 0; t < found.length; t++) {
            for (int c = 0; c < dim; c++) {
                double[][] embedding = embedding();
                embedding[t][c] += STEP;
                double above = scores(embedding, head)[place];
                embedding[t][c] -= 2 * STEP;
                found[t][c] = (above - scores(embedding, head)[place]) / (2 * STEP);
            }
        }
        return found;
    }

    private Tokens places() {
        return new Tokens(IntStream.range(0, input.length()).toArray(), input.types(), null, 1, input.length());
    }

    private Map<String, double[]> embeddedAs(double[][] embedding) {
        double[] rows = Objects.requireNonNull(weights.get(table.name())).clone();
        for (int t = 0; t < embedding.length; t++) {
            System.arraycopy(embedding[t], 0, rows, t * dim, dim);
        }
        Map<String, double[]> changed = new LinkedHashMap<>(weights);
        changed.put(table.name(), rows);
        return changed;
    }
}
