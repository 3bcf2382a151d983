package glassformer.evaluate;

/// Where the highest score stands.
public final class Highest {
    private Highest() {}

    /// The first of the highest in a row.
    ///
    /// @param scores (rows, size)
    public static int of(float[] scores, int row, int size) {
        int best = 0;
        for (int i = 1; i < size; i++) {
            if (scores[row * size + i] > scores[row * size + best]) {
                best = i;
            }
        }
        return best;
    }

    /// The first of the highest.
    public static int of(double[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            if (scores[i] > scores[best]) {
                best = i;
            }
        }
        return best;
    }
}
