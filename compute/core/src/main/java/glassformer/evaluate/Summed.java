package glassformer.evaluate;

import java.util.function.ToDoubleFunction;

/// A measure that is a function of sums over the examples, so that it is soon found for any sample of them.
///
/// @param name  as in measures
/// @param rows  what each example adds // (N, terms)
/// @param value of the sums // (terms)
/// @param higherIsBetter whether a larger value is the better one
public record Summed(String name, double[][] rows, ToDoubleFunction<double[]> value, boolean higherIsBetter) {
    /// A mean over the examples.
    static Summed mean(String name, double[] values, boolean higherIsBetter) {
        double[][] rows = new double[values.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {values[i], 1};
        }
        return new Summed(name, rows, sums -> sums[0] / sums[1], higherIsBetter);
    }

    /// Of all examples.
    public double ofAll() {
        int[] all = new int[rows.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        return of(all);
    }

    /// @param sample numbers of examples, one as often as it was drawn
    public double of(int[] sample) {
        double[] sums = new double[rows[0].length];
        for (int example : sample) {
            double[] row = rows[example];
            for (int i = 0; i < sums.length; i++) {
                sums[i] += row[i];
            }
        }
        return value.applyAsDouble(sums);
    }
}
