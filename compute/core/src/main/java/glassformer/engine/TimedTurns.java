package glassformer.engine;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/// Times work that is done so often in a turn that beginning and ending it do not count. Of several turns the median
/// counts.
public final class TimedTurns {
    private static final int TURNS = 5;
    private static final double ENOUGH_SECONDS = 0.08;
    private static final int MOST_REPEATS = 1 << 16;

    private TimedTurns() {}

    /// @param timed seconds that the work takes, done so many times
    /// @return seconds for doing it once
    public static double seconds(IntToDoubleFunction timed) {
        int repeats = 1;
        while (timed.applyAsDouble(repeats) < ENOUGH_SECONDS && repeats < MOST_REPEATS) {
            repeats *= 2;
        }
        double[] turns = new double[TURNS];
        for (int i = 0; i < TURNS; i++) {
            turns[i] = timed.applyAsDouble(repeats) / repeats;
        }
        Arrays.sort(turns);
        return turns[TURNS / 2];
    }
}
