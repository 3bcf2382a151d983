package glassformer.app;

import glassformer.engine.AttentionGroup;
import glassformer.engine.Tensor;

/// What a head does on the whole, as means over the queries.
///
/// @param itself   attention to the query's own place; like the next, NaN where a text looks at another one
/// @param previous to the place before it; the first query, which has none, is left out
/// @param first    to the first place
/// @param entropy  of a query's attention, in bits: 0 looks at one place
record HeadFocus(double itself, double previous, double first, double entropy) {
    static HeadFocus of(AttentionGroup group, int layer, int head) {
        Tensor pattern = group.patterns().get(layer); // (H, T, S)
        int queries = pattern.shape().get(1);
        int keys = pattern.shape().get(2);
        float[] values = pattern.values();
        boolean sameText = group.kind() != AttentionGroup.Kind.CROSS;
        double itself = 0;
        double previous = 0;
        double first = 0;
        double entropy = 0;
        for (int query = 0; query < queries; query++) {
            int row = (head * queries + query) * keys;
            itself += sameText ? values[row + query] : Double.NaN;
            first += values[row];
            previous += !sameText ? Double.NaN : query > 0 ? values[row + query - 1] : 0;
            for (int key = 0; key < keys; key++) {
                double weight = values[row + key];
                entropy -= weight > 0 ? weight * Math.log(weight) / Math.log(2) : 0;
            }
        }
        return new HeadFocus(
                itself / queries, queries > 1 ? previous / (queries - 1) : 0, first / queries, entropy / queries);
    }
}
