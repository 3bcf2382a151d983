package glassformer.represent;

import glassformer.numerics.Matrix;
import java.util.stream.IntStream;

/// How likely each vector would choose each other one as its neighbour: a bell curve around it, wide enough that the
/// choice is as open as one among `perplexity` equals, both ways averaged (van der Maaten & Hinton 2008, section 2).
///
/// @param values sum to 1, 0 on the diagonal // (N, N)
record Affinities(int size, double[] values) {
    private static final int SEARCH_STEPS = 100;
    private static final double CLOSE_ENOUGH = 1e-7;

    /// @param vectors two or more // (N, C)
    static Affinities of(Matrix vectors, double perplexity) {
        int size = vectors.rows();
        double[] distances = squaredDistances(vectors);
        double[] chosen = new double[size * size];
        IntStream.range(0, size).parallel().forEach(row -> {
            double[] p = conditional(distances, row, size, perplexity);
            System.arraycopy(p, 0, chosen, row * size, size);
        });
        double[] both = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                both[i * size + j] = (chosen[i * size + j] + chosen[j * size + i]) / (2.0 * size);
            }
        }
        return new Affinities(size, both);
    }

    private static double[] squaredDistances(Matrix vectors) {
        int size = vectors.rows();
        int width = vectors.columns();
        double[] values = vectors.values();
        double[] distances = new double[size * size];
        IntStream.range(0, size).parallel().forEach(i -> {
            for (int j = 0; j < size; j++) {
                double sum = 0;
                for (int k = 0; k < width; k++) {
                    double difference = values[i * width + k] - values[j * width + k];
                    sum += difference * difference;
                }
                distances[i * size + j] = sum;
            }
        });
        return distances;
    }

    /// One vector's choice among the others: the bell's width is found by bisection on `beta = 1 / (2 sigma^2)`.
    ///
    /// @return sums to 1, with the perplexity that was asked for, where the distances allow it // (N)
    static double[] conditional(double[] distances, int row, int size, double perplexity) {
        double nearest = Double.POSITIVE_INFINITY;
        double mean = 0;
        for (int j = 0; j < size; j++) {
            if (j != row) {
                nearest = Math.min(nearest, distances[row * size + j]);
                mean += distances[row * size + j] / (size - 1);
            }
        }
        double wanted = Math.log(Math.min(perplexity, size - 1));
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double beta = mean > 0 ? 1 / mean : 1;
        double[] p = new double[size];
        for (int step = 0; step < SEARCH_STEPS; step++) {
            double entropy = fill(p, distances, row, size, nearest, beta);
            if (Math.abs(entropy - wanted) < CLOSE_ENOUGH) {
                break;
            }
            if (entropy > wanted) {
                low = beta;
                beta = Double.isInfinite(high) ? 2 * beta : (low + high) / 2;
            } else {
                high = beta;
                beta = (low + high) / 2;
            }
        }
        return p;
    }

    /// The natural logarithm of the perplexity.
    private static double fill(double[] p, double[] distances, int row, int size, double nearest, double beta) {
        double sum = 0;
        double weighted = 0;
        for (int j = 0; j < size; j++) {
            double away = distances[row * size + j] - nearest; // the nearest counts 1, whatever the scale
            p[j] = j == row ? 0 : Math.exp(-beta * away);
            sum += p[j];
            weighted += j == row ? 0 : p[j] * away;
        }
        for (int j = 0; j < size; j++) {
            p[j] /= sum;
        }
        return Math.log(sum) + beta * weighted / sum;
    }
}
