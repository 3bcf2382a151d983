package glassformer.reference;

import java.util.Arrays;

/// The few operations on matrices that a Transformer needs, written to be read.
final class Nums {
    private Nums() {}

    /// `(n, k) x (m, k) -> (n, m)`: each row with each row.
    static Num[][] timesTransposed(Num[][] a, Num[][] b) {
        Num[][] out = new Num[a.length][b.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                out[i][j] = dot(a[i], b[j]);
            }
        }
        return out;
    }

    static Num dot(Num[] a, Num[] b) {
        Num sum = a[0].times(b[0]);
        for (int k = 1; k < a.length; k++) {
            sum = sum.plus(a[k].times(b[k]));
        }
        return sum;
    }

    static Num sum(Num... row) {
        return Arrays.stream(row).reduce(Num::plus).orElseThrow();
    }

    static Num[][] transposed(Num[][] a) {
        Num[][] out = new Num[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                out[j][i] = a[i][j];
            }
        }
        return out;
    }

    static Num[] plus(Num[] a, Num[] b) {
        Num[] out = new Num[a.length];
        for (int j = 0; j < a.length; j++) {
            out[j] = a[j].plus(b[j]);
        }
        return out;
    }

    static Num[][] plus(Num[][] a, Num[][] b) {
        Num[][] out = new Num[a.length][];
        for (int i = 0; i < a.length; i++) {
            out[i] = plus(a[i], b[i]);
        }
        return out;
    }

    static Num[][] times(Num[][] a, double factor) {
        return Arrays.stream(a)
                .map(row -> Arrays.stream(row).map(x -> x.times(factor)).toArray(Num[]::new))
                .toArray(Num[][]::new);
    }

    /// Columns `from` to `to` (exclusive).
    static Num[][] columns(Num[][] a, int from, int to) {
        return Arrays.stream(a).map(row -> Arrays.copyOfRange(row, from, to)).toArray(Num[][]::new);
    }

    static Num[] softmax(Num[] scores) {
        double max = Arrays.stream(scores).mapToDouble(Num::value).max().orElseThrow();
        Num[] exponentials =
                Arrays.stream(scores).map(score -> score.plus(-max).exp()).toArray(Num[]::new);
        Num sum = sum(exponentials);
        return Arrays.stream(exponentials).map(e -> e.over(sum)).toArray(Num[]::new);
    }

    static double[][] values(Num[][] a) {
        return Arrays.stream(a)
                .map(row -> Arrays.stream(row).mapToDouble(Num::value).toArray())
                .toArray(double[][]::new);
    }
}
