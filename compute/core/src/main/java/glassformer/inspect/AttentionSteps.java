package glassformer.inspect;

import java.util.ArrayList;
import java.util.List;

/// How one head comes to its output at one token: its query, its products with every key, the scores, the weights and
/// the values that they mix, `o = sum_k w_k v_k` with `w = softmax(scores)` (Vaswani et al. 2017, section 3.2.1).
///
/// @param query  `(D)`
/// @param keys   one for each token that is looked at
/// @param output as the model computes it // (D)
public record AttentionSteps(double[] query, List<Step> keys, double[] output) {
    /// @param key      `(D)`
    /// @param value    `(D)`
    /// @param product  `q k`
    /// @param scaled   `q k / sqrt(D)`
    /// @param score    what softmax sees: with the mask, with a penalty by distance where there is one, and scaled
    // where
    ///                 the model scales; minus infinity where the mask forbids
    /// @param weight   softmax of the scores
    /// @param gradient `w (1 - w)`, how much the weight moves with its own score
    public record Step(
            double[] key,
            double[] value,
            double product,
            double scaled,
            double score,
            double weight,
            double gradient) {}

    public AttentionSteps {
        keys = List.copyOf(keys);
    }

    /// @param query which token looks, from 0
    public static AttentionSteps of(HeadNumbers head, int query) {
        int count = head.columns();
        double[] scores = new double[count];
        for (int key = 0; key < count; key++) {
            scores[key] = head.score(query, key);
        }
        double[] weights = Softmaxed.of(scores);
        List<Step> steps = new ArrayList<>();
        for (int key = 0; key < count; key++) {
            double product = head.product(query, key);
            steps.add(new Step(
                    row(head.keys(), key, head.size()),
                    row(head.values(), key, head.size()),
                    product,
                    product / Math.sqrt(head.size()),
                    scores[key],
                    weights[key],
                    weights[key] * (1 - weights[key])));
        }
        return new AttentionSteps(
                row(head.queries(), query, head.size()), steps, row(head.outputs(), query, head.size()));
    }

    private static double[] row(float[] rows, int index, int width) {
        double[] row = new double[width];
        for (int i = 0; i < width; i++) {
            row[i] = rows[index * width + i];
        }
        return row;
    }
}
