package glassformer.evaluate;

/// How well one class is found, or a mean over classes.
///
/// @param precision of those predicted to be the class, the share that is; 0 where none was predicted
/// @param recall    of the class, the share that was predicted to be; 0 where there is none of the class
/// @param f1        harmonic mean of both; 0 where both are
/// @param support   how many items are of the class
public record ClassScores(String label, double precision, double recall, double f1, int support) {
    /// @param right     items that are of the class and were predicted to be
    /// @param predicted items that were predicted to be
    /// @param support   items that are
    static ClassScores of(String label, int right, int predicted, int support) {
        return new ClassScores(
                label, share(right, predicted), share(right, support), share(2 * right, predicted + support), support);
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
