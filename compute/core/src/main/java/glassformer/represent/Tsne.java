package glassformer.represent;

import glassformer.numerics.Matrix;
import glassformer.text.Progress;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/// t-SNE as it was first described, every pair of points computed (van der Maaten & Hinton 2008): exact, and so for
/// [#MOST] points at most.
///
/// @param perplexity about how many neighbours a point has; less where there are few points
public record Tsne(double perplexity, int iterations, long seed) {
    /// As most programs have it.
    public static final Tsne USUAL = new Tsne(30, 500, 1);

    public static final int MOST = 2_000;

    private static final double SMALL = 1e-4;
    private static final double EARLY = 12; // scikit-learn's
    private static final int EARLY_ITERATIONS = 250;
    private static final double LEAST_GAIN = 0.01;

    /// Where each vector lies. // (N, dimensions)
    ///
    /// @param vectors  two to [#MOST]
    /// @param start    a layout to begin with, of any scale: that of the first components keeps large groups in
    // place
    public Matrix layout(Matrix vectors, Matrix start, Progress progress) {
        int size = vectors.rows();
        double open = Math.min(perplexity, Math.max(1, (size - 1) / 3.0));
        Affinities affinities = Affinities.of(vectors, open);
        double[] places = beginning(start);
        double[] speeds = new double[places.length];
        double[] gains = new double[places.length];
        Arrays.fill(gains, 1);
        int early = Math.min(EARLY_ITERATIONS, iterations / 2);
        double rate = Math.max(50, size / EARLY / 4);
        for (int i = 0; i < iterations; i++) {
            progress.step((double) i / iterations);
            double[] gradient = gradient(affinities, places, start.columns(), i < early ? EARLY : 1);
            double momentum = i < early ? 0.5 : 0.8;
            for (int k = 0; k < places.length; k++) {
                boolean turned = gradient[k] > 0 == speeds[k] > 0;
                gains[k] = Math.max(LEAST_GAIN, turned ? gains[k] * 0.8 : gains[k] + 0.2);
                speeds[k] = momentum * speeds[k] - rate * gains[k] * gradient[k];
                places[k] += speeds[k];
            }
        }
        Matrix layout = new Matrix(size, start.columns(), places);
        return layout.minus(layout.means());
    }

    /// The start as small as the method wants it, equal points a little apart.
    private double[] beginning(Matrix start) {
        Random random = new Random(seed);
        double deviation = Math.sqrt(start.minus(start.means()).squares() / Math.max(1, start.values().length));
        double[] places = new double[start.values().length];
        for (int k = 0; k < places.length; k++) {
            places[k] =
                    SMALL * (deviation > 0 ? start.values()[k] / deviation : 0) + SMALL * 0.01 * random.nextGaussian();
        }
        return places;
    }

    /// The divergence between the neighbourhoods of the vectors and those of their places.
    static double cost(Affinities affinities, double[] places, int dimensions) {
        int size = affinities.size();
        double sum = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                sum += i == j ? 0 : closeness(places, i, j, dimensions);
            }
        }
        double cost = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double p = affinities.values()[i * size + j];
                if (i != j && p > 0) {
                    cost += p * Math.log(p * sum / closeness(places, i, j, dimensions));
                }
            }
        }
        return cost;
    }

    /// Of [#cost], by the places; the affinities times `exaggeration`.
    static double[] gradient(Affinities affinities, double[] places, int dimensions, double exaggeration) {
        int size = affinities.size();
        double[] sums = new double[size];
        double[] pull = new double[places.length];
        double[] push = new double[places.length];
        IntStream.range(0, size).parallel().forEach(i -> {
            for (int j = 0; j < size; j++) {
                if (i == j) {
                    continue;
                }
                double near = closeness(places, i, j, dimensions);
                double p = affinities.values()[i * size + j];
                sums[i] += near;
                for (int d = 0; d < dimensions; d++) {
                    double away = places[i * dimensions + d] - places[j * dimensions + d];
                    pull[i * dimensions + d] += p * near * away;
                    push[i * dimensions + d] += near * near * away;
                }
            }
        });
        double sum = Arrays.stream(sums).sum();
        double[] gradient = new double[places.length];
        for (int k = 0; k < places.length; k++) {
            gradient[k] = 4 * (exaggeration * pull[k] - push[k] / sum);
        }
        return gradient;
    }

    /// Student's t with one degree of freedom, not normalised.
    private static double closeness(double[] places, int i, int j, int dimensions) {
        double squares = 0;
        for (int d = 0; d < dimensions; d++) {
            double away = places[i * dimensions + d] - places[j * dimensions + d];
            squares += away * away;
        }
        return 1 / (1 + squares);
    }
}
