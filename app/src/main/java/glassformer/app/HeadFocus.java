package glassformer.app;

import glassformer.engine.Tensor;

/// What a head does on the whole, as means over the queries.
///
/// @param itself   attention to the query's own place
/// @param previous to the place before it; the first query, which has none, is left out
/// @param first    to the first place
/// @param entropy  of a query's attention, in bits: 0 looks at one place
record HeadFocus(double itself, double previous, double first, double entropy) {
    /// @param pattern `(H, T, T)`
    static HeadFocus of(Tensor pattern, int head) {
        int length = pattern.shape().get(1);
        float[] values = pattern.values();
        double itself = 0;
        double previous = 0;
        double first = 0;
        double entropy = 0;
        for (int query = 0; query < length; query++) {
            int row = (head * length + query) * length;
            itself += values[row + query];
            first += values[row];
            previous += query > 0 ? values[row + query - 1] : 0;
            for (int key = 0; key < length; key++) {
                double weight = values[row + key];
                entropy -= weight > 0 ? weight * Math.log(weight) / Math.log(2) : 0;
            }
        }
        return new HeadFocus(
                itself / length, length > 1 ? previous / (length - 1) : 0, first / length, entropy / length);
    }
}
