package glassformer.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// How far scores have driven softmax into saturation, as means over the queries that see at least two keys. With `p`
/// the weights of one query over the `n` keys that it sees, and its scores `s`:
///
/// @param variance `mean(s^2) - mean(s)^2`; of products of vectors of independent components with variance 1 it is the
///                 number of components, which is why they are scaled (Vaswani et al. 2017, footnote 4)
/// @param largest  `max p`
/// @param entropy  `-sum p log2 p`, in bits
/// @param tiny     the share of the `n` keys with `p < 0.001`
/// @param gradient the Frobenius norm of softmax's derivative `diag(p) - p p'`, whose diagonal is `p (1 - p)`: near 0
///                 no score learns any more. At most `sqrt(1/2)`, where two keys share all of it
public record Saturation(double variance, double largest, double entropy, double tiny, double gradient) {
    private static final double TINY = 0.001;

    /// @param scores  minus infinity where a query does not see a key // (T, S)
    /// @param columns `S`
    static Saturation of(double[] scores, int columns) {
        List<Saturation> all = new ArrayList<>();
        for (int from = 0; from < scores.length; from += columns) {
            ofRow(Arrays.copyOfRange(scores, from, from + columns)).ifPresent(all::add);
        }
        return mean(all);
    }

    /// Of one query's scores; empty where it sees fewer than two keys.
    static Optional<Saturation> ofRow(double[] scores) {
        double[] seen = Arrays.stream(scores)
                .filter(score -> score != Double.NEGATIVE_INFINITY)
                .toArray();
        return seen.length > 1 ? Optional.of(ofQuery(seen)) : Optional.empty();
    }

    /// NaN where there is none.
    static Saturation mean(List<Saturation> all) {
        return new Saturation(
                mean(all, Saturation::variance),
                mean(all, Saturation::largest),
                mean(all, Saturation::entropy),
                mean(all, Saturation::tiny),
                mean(all, Saturation::gradient));
    }

    private static double mean(List<Saturation> all, ToDoubleFunction<Saturation> of) {
        return all.stream().mapToDouble(of).average().orElse(Double.NaN);
    }

    private static Saturation ofQuery(double[] scores) {
        int n = scores.length;
        double mean = Arrays.stream(scores).average().orElseThrow();
        double variance = 0;
        double largest = 0;
        double bits = 0;
        int tiny = 0;
        double squares = 0;
        double cubes = 0;
        double[] weights = Softmaxed.of(scores);
        for (int i = 0; i < n; i++) {
            double p = weights[i];
            variance += (scores[i] - mean) * (scores[i] - mean) / n;
            largest = Math.max(largest, p);
            bits -= p > 0 ? p * Math.log(p) / Math.log(2) : 0;
            tiny += p < TINY ? 1 : 0;
            squares += p * p;
            cubes += p * p * p;
        }
        // The sum of (p_i - p_i^2)^2 and of (p_i p_j)^2 for i != j.
        double norm = Math.sqrt(Math.max(0, squares - 2 * cubes + squares * squares));
        return new Saturation(variance, largest, Math.max(0, bits), (double) tiny / n, norm);
    }
}
