package glassformer.task;

import glassformer.SplitMix64;
import java.util.Arrays;

/// Which of `size` examples the rows of a step are: pass after pass over all of them, each in an order of its own. A
/// pure function of seed and step.
final class Shuffling {
    private final int size;
    private final long seed;
    private long pass = -1;
    private int[] order = {};

    Shuffling(int size, long seed) {
        this.size = size;
        this.seed = seed;
    }

    /// @param place the count of rows drawn before, over all steps
    int at(long place) {
        long wanted = place / size;
        if (wanted != pass) {
            order = ordered(wanted);
            pass = wanted;
        }
        return order[(int) (place % size)];
    }

    private int[] ordered(long wanted) {
        int[] ordered = new int[size];
        Arrays.setAll(ordered, i -> i);
        for (int i = size - 1; i > 0; i--) { // Fisher and Yates
            int other = (int) Long.remainderUnsigned(SplitMix64.hash(seed, wanted, i), i + 1);
            int kept = ordered[i];
            ordered[i] = ordered[other];
            ordered[other] = kept;
        }
        return ordered;
    }
}
