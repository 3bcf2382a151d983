package glassformer.inspect;

import glassformer.blueprint.Alibi;
import glassformer.blueprint.Layer;
import glassformer.blueprint.ScoreScale;
import glassformer.engine.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A layer's queries and keys of one text, turned into weights in each [ScoreVariant]. The mask and a penalty by
/// distance stay; [ScoreVariant#ONE_HEAD] takes the mean of the heads' penalties.
///
/// @param own     which of one head's variants the model itself computes
/// @param columns `S`
public record ScoreVariants(ScoreVariant own, int columns, List<Of> all) {
    /// @param pattern `(T, S)`
    public record Of(ScoreVariant variant, Saturation saturation, double[] pattern) {}

    public ScoreVariants {
        all = List.copyOf(all);
    }

    /// @param head the one that is looked at alone
    public static ScoreVariants of(Layer.Attention attention, Trace.Look look, int head) {
        return new Products(attention, look).variants(head);
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

    private static double[] pattern(double[] scores, int columns) {
        double[] pattern = new double[scores.length];
        for (int from = 0; from < scores.length; from += columns) {
            double[] row = Softmaxed.of(Arrays.copyOfRange(scores, from, from + columns));
            System.arraycopy(row, 0, pattern, from, columns);
        }
        return pattern;
    }

    private static double[] mean(List<double[]> patterns) {
        double[] mean = new double[patterns.getFirst().length];
        for (double[] pattern : patterns) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += pattern[i] / patterns.size();
            }
        }
        return mean;
    }

    /// The products of every query and key of a layer.
    private static final class Products {
        private final Layer.Attention attention;
        private final int columns;
        private final List<double[]> ofHeads;
        private final Of oneHead;
        private final Of multiHead;

        Products(Layer.Attention attention, Trace.Look look) {
            this.attention = attention;
            this.columns = look.keys().shape().get(1);
            this.ofHeads = IntStream.range(0, attention.heads())
                    .mapToObj(head -> products(HeadNumbers.of(look, head)))
                    .toList();
            this.oneHead = of(ScoreVariant.ONE_HEAD, joined(), columns);
            List<double[]> each = IntStream.range(0, attention.heads())
                    .mapToObj(head -> scores(ofHeads.get(head), 1 / Math.sqrt(attention.headDim()), slope(head)))
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
                    attention.scale() == ScoreScale.SCALED ? ScoreVariant.SCALED : ScoreVariant.RAW,
                    columns,
                    List.of(
                            of(ScoreVariant.RAW, scores(raw, 1, slope(head)), columns),
                            of(ScoreVariant.SCALED, scores(raw, scale, slope(head)), columns),
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
                slopes += slope(head) / ofHeads.size();
            }
            return scores(sum, 1 / Math.sqrt((double) ofHeads.size() * attention.headDim()), slopes);
        }

        private double slope(int head) {
            return attention.relative() instanceof Layer.Relative.Alibi ? Alibi.slopes(ofHeads.size())[head] : 0;
        }

        private double[] scores(double[] products, double scale, double slope) {
            double[] scores = new double[products.length];
            for (int i = 0; i < scores.length; i++) {
                int q = i / columns;
                int k = i % columns;
                scores[i] = attention.mask().allows(q, k)
                        ? products[i] * scale - slope * Math.abs(q - k)
                        : Double.NEGATIVE_INFINITY;
            }
            return scores;
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
