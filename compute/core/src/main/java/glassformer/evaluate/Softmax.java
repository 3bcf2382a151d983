package glassformer.evaluate;

/// Scores as probabilities.
public final class Softmax {
    private Softmax() {}

    /// @param scores (rows, size)
    /// @return those of one row, `(size)`, that add up to 1
    public static double[] of(float[] scores, int row, int size) {
        int from = row * size;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            highest = Math.max(highest, scores[from + i]);
        }
        double[] shares = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            shares[i] = Math.exp(scores[from + i] - highest);
            sum += shares[i];
        }
        for (int i = 0; i < size; i++) {
            shares[i] /= sum;
        }
        return shares;
    }
}
