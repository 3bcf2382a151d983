package glassformer.blueprint;

/// The slopes of ALiBi (Press et al. 2021, section 3 and its reference code): a geometric sequence that
/// starts at `2^(-8/n)`; for a number of heads that is no power of two, every other slope of the next
/// power fills up.
public final class Alibi {
    private Alibi() {}

    public static double[] slopes(int heads) {
        int power = Integer.highestOneBit(heads);
        double[] slopes = new double[heads];
        for (int head = 0; head < heads; head++) {
            slopes[head] = head < power
                    ? Math.pow(2, -8.0 * (head + 1) / power)
                    : Math.pow(2, -4.0 * (2 * (head - power) + 1) / power);
        }
        return slopes;
    }
}
