package glassformer.inspect;

import glassformer.engine.AttentionGroup;
import glassformer.engine.AttentionGroup.Kind;
import glassformer.engine.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;
import java.util.stream.IntStream;

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
        return of(
                kind,
                rows,
                columns,
                IntStream.range(0, rows.size()).toArray(),
                (query, into) -> System.arraycopy(pattern, query * keys, into, 0, keys));
    }

    /// One query's weights.
    @FunctionalInterface
    public interface Weights {
        /// @param into gets one for each key // (S)
        void read(int query, float[] into);
    }

    /// Of some queries alone, where there are too many to look at each.
    ///
    /// @param queries places of `rows`
    public static HeadScores of(Kind kind, List<String> rows, List<String> columns, int[] queries, Weights weights) {
        Means means = new Means(kind, rows, columns);
        float[] row = new float[columns.size()];
        for (int query : queries) {
            weights.read(query, row);
            means.add(query, row);
        }
        return means.scores();
    }

    /// Collects queries. Tokens are compared by the first place at which each stands among the keys.
    private static final class Means {
        private final Kind kind;
        private final int[] looking;
        private final int[] lookedAt;
        private final Mean entropy = new Mean();
        private final Mean distance = new Mean();
        private final Mean previous = new Mean();
        private final Mean first = new Mean();
        private final Mean itself = new Mean();
        private final Mean same = new Mean();
        private final Mean induction = new Mean();

        Means(Kind kind, List<String> rows, List<String> columns) {
            this.kind = kind;
            Map<String, Integer> places = new HashMap<>();
            this.lookedAt = new int[columns.size()];
            Arrays.setAll(lookedAt, k -> places.computeIfAbsent(columns.get(k), token -> k));
            this.looking = rows.stream()
                    .mapToInt(token -> places.getOrDefault(token, -1))
                    .toArray();
        }

        void add(int q, float[] weights) {
            entropy.add(entropy(weights));
            if (q > 0 || kind != Kind.DECODER) {
                first.add(weights[0]);
            }
            if (kind == Kind.CROSS) {
                return;
            }
            itself.add(weights[q]);
            if (q > 0) {
                previous.add(weights[q - 1]);
            }
            double far = 0;
            Sum copies = new Sum();
            Sum followers = new Sum();
            for (int k = 0; k < weights.length; k++) {
                double weight = weights[k];
                far += weight * Math.abs(q - k);
                boolean seen = kind == Kind.ENCODER || k <= q;
                if (seen && k != q && lookedAt[k] == looking[q]) {
                    copies.add(weight);
                }
                if (k > 0 && k <= q && lookedAt[k - 1] == looking[q]) {
                    followers.add(weight);
                }
            }
            distance.add(far);
            copies.addTo(same);
            followers.addTo(induction);
        }

        HeadScores scores() {
            return new HeadScores(
                    entropy.value(),
                    distance.value(),
                    previous.value(),
                    first.value(),
                    itself.value(),
                    same.value(),
                    induction.value());
        }
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
        return even(kind, rows, columns, IntStream.range(0, rows.size()).toArray());
    }

    /// The same of some queries alone.
    public static HeadScores even(Kind kind, List<String> rows, List<String> columns, int[] queries) {
        return of(kind, rows, columns, queries, (query, into) -> {
            int seen = kind == Kind.DECODER ? query + 1 : into.length;
            Arrays.fill(into, 0, seen, 1f / seen);
            Arrays.fill(into, seen, into.length, 0);
        });
    }

    private static double entropy(float[] weights) {
        double bits = 0;
        for (double weight : weights) {
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
