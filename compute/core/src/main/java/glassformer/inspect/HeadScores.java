package glassformer.inspect;

import glassformer.engine.AttentionGroup;
import glassformer.engine.AttentionGroup.Kind;
import glassformer.engine.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;

/// What a head does on the whole, as means over the queries. With `w(q, k)` the weight of key `k` for query `q` and
/// `x` the tokens:
///
/// - `entropy`: `-sum_k w(q, k) log2 w(q, k)`, in bits: 0 looks at one place
/// - `distance`: `sum_k w(q, k) |q - k|`, in tokens
/// - `previous`: `w(q, q - 1)`; the first query, which has none, is left out
/// - `first`: `w(q, 0)`; the first query is left out where it sees nothing else
/// - `itself`: `w(q, q)`
/// - `sameToken`: `sum w(q, k)` over the `k` with `x_k = x_q`, `k != q`, of the queries that see such a key
/// - `induction`: `sum w(q, k)` over the `k` with `x_(k-1) = x_q`, `k <= q`, `k - 1 < q`, of the queries that see such
///   a key (the prefix matching score of Olsson et al. 2022)
///
/// All lie from 0 to 1 but for the first two. Those that no query has are NaN; where a text looks at another one, all
/// but `entropy` and `first` are.
public record HeadScores(
        double entropy,
        double distance,
        double previous,
        double first,
        double itself,
        double sameToken,
        double induction) {
    /// A pattern is clear where most of the attention follows it,
    private static final double MOST = 0.5;

    /// and much more than even attention would.
    private static final double MORE_THAN_EVEN = 1.5;

    public static HeadScores of(AttentionGroup group, int layer, int head) {
        Tensor pattern = group.patterns().get(layer); // (H, T, S)
        int size = group.rows().size() * group.columns().size();
        return of(
                group.kind(),
                group.rows(),
                group.columns(),
                Arrays.copyOfRange(pattern.values(), head * size, (head + 1) * size));
    }

    /// @param pattern `(T, S)`
    public static HeadScores of(Kind kind, List<String> rows, List<String> columns, float[] pattern) {
        int keys = columns.size();
        boolean sameText = kind != Kind.CROSS;
        Mean entropy = new Mean();
        Mean distance = new Mean();
        Mean previous = new Mean();
        Mean first = new Mean();
        Mean itself = new Mean();
        Mean same = new Mean();
        Mean induction = new Mean();
        for (int q = 0; q < rows.size(); q++) {
            int row = q * keys;
            entropy.add(entropy(pattern, row, keys));
            if (q > 0 || kind != Kind.DECODER) {
                first.add(pattern[row]);
            }
            if (!sameText) {
                continue;
            }
            itself.add(pattern[row + q]);
            if (q > 0) {
                previous.add(pattern[row + q - 1]);
            }
            double far = 0;
            Sum copies = new Sum();
            Sum followers = new Sum();
            for (int k = 0; k < keys; k++) {
                double weight = pattern[row + k];
                far += weight * Math.abs(q - k);
                boolean seen = kind == Kind.ENCODER || k <= q;
                if (seen && k != q && columns.get(k).equals(rows.get(q))) {
                    copies.add(weight);
                }
                if (k > 0 && k <= q && columns.get(k - 1).equals(rows.get(q))) {
                    followers.add(weight);
                }
            }
            distance.add(far);
            copies.addTo(same);
            followers.addTo(induction);
        }
        return new HeadScores(
                entropy.value(),
                distance.value(),
                previous.value(),
                first.value(),
                itself.value(),
                same.value(),
                induction.value());
    }

    /// What the head does, where one score is both most of its attention and half as much again as a head would have
    /// that looks evenly at all it sees; the highest of them.
    public static Optional<HeadRole> role(AttentionGroup group, int layer, int head) {
        return of(group, layer, head).role(even(group.kind(), group.rows(), group.columns()));
    }

    /// As [#role(AttentionGroup, int, int)].
    ///
    /// @param even the scores of even attention
    public Optional<HeadRole> role(HeadScores even) {
        HeadRole best = null;
        double highest = 0;
        for (HeadRole role : HeadRole.values()) {
            double score = of(role);
            if (score >= MOST && score >= MORE_THAN_EVEN * even.of(role) && score > highest) {
                best = role;
                highest = score;
            }
        }
        return Optional.ofNullable(best);
    }

    /// What a score must reach for the head to be named so.
    ///
    /// @param even the scores of even attention
    public static double threshold(HeadRole role, HeadScores even) {
        double more = MORE_THAN_EVEN * even.of(role);
        return Double.isNaN(more) ? MOST : Math.max(MOST, more);
    }

    public double of(HeadRole role) {
        return switch (role) {
            case PREVIOUS -> previous;
            case INDUCTION -> induction;
            case SAME_TOKEN -> sameToken;
            case ITSELF -> itself;
            case FIRST -> first;
        };
    }

    /// Every score with its name.
    public void each(ObjDoubleConsumer<String> consumer) {
        consumer.accept("entropy", entropy);
        consumer.accept("distance", distance);
        for (HeadRole role : HeadRole.values()) {
            consumer.accept(role.id(), of(role));
        }
    }

    /// Those of a head that looks evenly at all it sees.
    public static HeadScores even(Kind kind, List<String> rows, List<String> columns) {
        int keys = columns.size();
        float[] pattern = new float[rows.size() * keys];
        for (int q = 0; q < rows.size(); q++) {
            int seen = kind == Kind.DECODER ? q + 1 : keys;
            Arrays.fill(pattern, q * keys, q * keys + seen, 1f / seen);
        }
        return of(kind, rows, columns, pattern);
    }

    private static double entropy(float[] pattern, int from, int count) {
        double bits = 0;
        for (int i = from; i < from + count; i++) {
            double weight = pattern[i];
            bits -= weight > 0 ? weight * Math.log(weight) / Math.log(2) : 0;
        }
        return Math.max(0, bits);
    }

    private static final class Mean {
        private double sum;
        private int count;

        void add(double value) {
            sum += value;
            count++;
        }

        double value() {
            return count == 0 ? Double.NaN : sum / count;
        }
    }

    private static final class Sum {
        private double sum;
        private boolean any;

        void add(double value) {
            sum += value;
            any = true;
        }

        void addTo(Mean mean) {
            if (any) {
                mean.add(sum);
            }
        }
    }
}
