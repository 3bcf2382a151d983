package glassformer.inspect;

import glassformer.blueprint.Alibi;
import glassformer.blueprint.Layer;
import glassformer.blueprint.ScoreScale;
import glassformer.engine.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A layer's queries and keys of one text, turned into weights in each [ScoreVariant]. The mask and a penalty by
/// distance stay; [ScoreVariant#ONE_HEAD] takes the mean of the heads' penalties.
///
/// @param own     which of one head's variants the model itself computes
/// @param columns `S`
/// @param all     in the order of [ScoreVariant]; of a text that is long, the first two only
public record ScoreVariants(ScoreVariant own, int columns, List<Of> all) {
    /// @param pattern `(T, S)`
    public record Of(ScoreVariant variant, Saturation saturation, float[] pattern) {}

    public ScoreVariants {
        all = List.copyOf(all);
    }

    /// @param head the one that is looked at alone
    public static ScoreVariants of(Layer.Attention attention, Trace.Look look, int head) {
        return new Products(attention, look).variants(head);
    }

    /// [ScoreVariant#RAW] and [ScoreVariant#SCALED] alone, a query after the other: no other head is looked at, and
    /// beside both patterns nothing of their size is held.
    public static ScoreVariants ofHeadAlone(Layer.Attention attention, Trace.Look look, int head) {
        Scorer scorer = new Scorer(attention, look.keys().shape().get(1));
        HeadNumbers numbers = HeadNumbers.of(look, head);
        double slope = slope(attention, head);
        return new ScoreVariants(
                own(attention),
                scorer.columns(),
                List.of(
                        alone(ScoreVariant.RAW, scorer, numbers, 1, slope),
                        alone(ScoreVariant.SCALED, scorer, numbers, 1 / Math.sqrt(attention.headDim()), slope)));
    }

    private static Of alone(ScoreVariant variant, Scorer scorer, HeadNumbers numbers, double scale, double slope) {
        int columns = scorer.columns();
        float[] pattern = new float[numbers.rows() * columns];
        List<Saturation> rows = new ArrayList<>();
        for (int q = 0; q < numbers.rows(); q++) {
            double[] scores = new double[columns];
            for (int k = 0; k < columns; k++) {
                // A product that the mask forbids is not worth its time.
                scores[k] = scorer.allows(q, k)
                        ? scorer.score(q, k, numbers.product(q, k), scale, slope)
                        : Double.NEGATIVE_INFINITY;
            }
            Saturation.ofRow(scores).ifPresent(rows::add);
            weigh(scores, pattern, q * columns);
        }
        return new Of(variant, Saturation.mean(rows), pattern);
    }

    /// Those of each head of a layer.
    public static List<ScoreVariants> ofEach(Layer.Attention attention, Trace.Look look) {
        Products products = new Products(attention, look);
        return IntStream.range(0, attention.heads())
                .mapToObj(products::variants)
                .toList();
    }

    public Of get(ScoreVariant variant) {
        return all.get(variant.ordinal());
    }

    private static Of of(ScoreVariant variant, double[] scores, int columns) {
        return new Of(variant, Saturation.of(scores, columns), pattern(scores, columns));
    }

    private static float[] pattern(double[] scores, int columns) {
        float[] pattern = new float[scores.length];
        for (int from = 0; from < scores.length; from += columns) {
            weigh(Arrays.copyOfRange(scores, from, from + columns), pattern, from);
        }
        return pattern;
    }

    /// Softmax of one query's scores.
    private static void weigh(double[] scores, float[] into, int from) {
        double[] weights = Softmaxed.of(scores);
        for (int k = 0; k < weights.length; k++) {
            into[from + k] = (float) weights[k];
        }
    }

    private static float[] mean(List<float[]> patterns) {
        float[] mean = new float[patterns.getFirst().length];
        for (int i = 0; i < mean.length; i++) {
            double sum = 0;
            for (float[] pattern : patterns) {
                sum += pattern[i];
            }
            mean[i] = (float) (sum / patterns.size());
        }
        return mean;
    }

    private static ScoreVariant own(Layer.Attention attention) {
        return attention.scale() == ScoreScale.SCALED ? ScoreVariant.SCALED : ScoreVariant.RAW;
    }

    /// How much a step further away takes from a head's scores.
    private static double slope(Layer.Attention attention, int head) {
        return attention.relative() instanceof Layer.Relative.Alibi ? Alibi.slopes(attention.heads())[head] : 0;
    }

    /// Turns products into what softmax sees.
    private record Scorer(Layer.Attention attention, int columns) {
        boolean allows(int query, int key) {
            return attention.mask().allows(query, key);
        }

        double score(int query, int key, double product, double scale, double slope) {
            return allows(query, key) ? product * scale - slope * Math.abs(query - key) : Double.NEGATIVE_INFINITY;
        }

        double[] scores(double[] products, double scale, double slope) {
            double[] scores = new double[products.length];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = score(i / columns, i % columns, products[i], scale, slope);
            }
            return scores;
        }
    }

    /// The products of every query and key of a layer.
    private static final class Products {
        private final Layer.Attention attention;
        private final int columns;
        private final Scorer scorer;
        private final List<double[]> ofHeads;
        private final Of oneHead;
        private final Of multiHead;

        Products(Layer.Attention attention, Trace.Look look) {
            this.attention = attention;
            this.columns = look.keys().shape().get(1);
            this.scorer = new Scorer(attention, columns);
            this.ofHeads = IntStream.range(0, attention.heads())
                    .mapToObj(head -> products(HeadNumbers.of(look, head)))
                    .toList();
            this.oneHead = of(ScoreVariant.ONE_HEAD, joined(), columns);
            List<double[]> each = IntStream.range(0, attention.heads())
                    .mapToObj(head -> scorer.scores(
                            ofHeads.get(head), 1 / Math.sqrt(attention.headDim()), slope(attention, head)))
                    .toList();
            this.multiHead = new Of(
                    ScoreVariant.MULTI_HEAD,
                    Saturation.mean(each.stream()
                            .map(scores -> Saturation.of(scores, columns))
                            .toList()),
                    mean(each.stream().map(scores -> pattern(scores, columns)).toList()));
        }

        ScoreVariants variants(int head) {
            double[] raw = ofHeads.get(head);
            double scale = 1 / Math.sqrt(attention.headDim());
            return new ScoreVariants(
                    own(attention),
                    columns,
                    List.of(
                            of(ScoreVariant.RAW, scorer.scores(raw, 1, slope(attention, head)), columns),
                            of(ScoreVariant.SCALED, scorer.scores(raw, scale, slope(attention, head)), columns),
                            oneHead,
                            multiHead));
        }

        private double[] joined() {
            double[] sum = new double[ofHeads.getFirst().length];
            double slopes = 0;
            for (int head = 0; head < ofHeads.size(); head++) {
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += ofHeads.get(head)[i];
                }
                slopes += slope(attention, head) / ofHeads.size();
            }
            return scorer.scores(sum, 1 / Math.sqrt((double) ofHeads.size() * attention.headDim()), slopes);
        }

        private static double[] products(HeadNumbers head) {
            double[] products = new double[head.rows() * head.columns()];
            for (int i = 0; i < products.length; i++) {
                products[i] = head.product(i / head.columns(), i % head.columns());
            }
            return products;
        }
    }
}
