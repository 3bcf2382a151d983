package glassformer.reference;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Dropout while training, nothing otherwise.
record Dropping(@Nullable SplittableRandom random) {
    static final Dropping NONE = new Dropping(null);

    Num[][] drop(Num[][] x, double probability) {
        return Arrays.stream(x).map(row -> drop(row, probability)).toArray(Num[][]::new);
    }

    /// All of it or nothing.
    Num[][] whole(Num[][] x, double probability) {
        return random == null || probability == 0
                ? x
                : Nums.times(x, random.nextDouble() < probability ? 0 : 1 / (1 - probability));
    }

    Num[] drop(Num[] row, double probability) {
        if (random == null || probability == 0) {
            return row;
        }
        return Arrays.stream(row)
                .map(x -> x.times(random.nextDouble() < probability ? 0 : 1 / (1 - probability)))
                .toArray(Num[]::new);
    }
}
