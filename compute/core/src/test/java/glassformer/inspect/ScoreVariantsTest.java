package glassformer.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import glassformer.blueprint.Init;
import glassformer.blueprint.Layer;
import glassformer.blueprint.Mask;
import glassformer.blueprint.ScoreScale;
import glassformer.blueprint.Weight;
import glassformer.engine.Tensor;
import glassformer.engine.Trace;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Random queries and keys of independent components with variance 1, which is what the formula's footnote is about.
class ScoreVariantsTest {
    private static final int LENGTH = 40;
    private static final int HEADS = 4;
    private static final int SIZE = 64;

    private final Layer.Attention attention = attention();
    private final Trace.Look look = look();

    private static Layer.Attention attention() {
        var none = new Layer.Linear(
                1, 1, new Weight("w", List.of(1, 1), new Init.Constant(0), false), null, Layer.Layout.OUT_IN);
        return new Layer.Attention(
                HEADS,
                HEADS,
                SIZE,
                new Layer.Projection.Fused(none),
                none,
                new Mask.Causal(),
                ScoreScale.SCALED,
                new Layer.Relative.None(),
                Layer.Source.SELF,
                0);
    }

    private static Trace.Look look() {
        Random random = new Random(5);
        return new Trace.Look(
                normal(random),
                normal(random),
                normal(random),
                zeros(HEADS, LENGTH, LENGTH),
                zeros(HEADS, LENGTH, SIZE));
    }

    private static Tensor normal(Random random) {
        Tensor tensor = zeros(HEADS, LENGTH, SIZE);
        for (int i = 0; i < tensor.values().length; i++) {
            tensor.values()[i] = (float) random.nextGaussian();
        }
        return tensor;
    }

    private static Tensor zeros(int... shape) {
        return Tensor.of(new float[java.util.Arrays.stream(shape).reduce(1, (a, b) -> a * b)], shape);
    }

    @Test
    void rawProductsVaryAsMuchAsTheHeadIsLargeAndScaledOnesByOne() {
        ScoreVariants found = ScoreVariants.of(attention, look, 1);
        Saturation raw = found.get(ScoreVariant.RAW).saturation();
        Saturation scaled = found.get(ScoreVariant.SCALED).saturation();
        assertThat(raw.variance()).isBetween(SIZE * 0.75, SIZE * 1.25);
        assertThat(scaled.variance()).isCloseTo(raw.variance() / SIZE, within(1e-9));
        assertThat(found.get(ScoreVariant.ONE_HEAD).saturation().variance()).isBetween(0.75, 1.25);
        assertThat(raw.largest()).isGreaterThan(0.8);
        assertThat(scaled.largest()).isLessThan(0.4);
        assertThat(raw.entropy()).isLessThan(scaled.entropy());
        assertThat(raw.tiny()).isGreaterThan(scaled.tiny());
    }

    @Test
    void patternsAreSoftmaxOfPlainSums() {
        ScoreVariants found = ScoreVariants.of(attention, look, 2);
        assertPattern(found.get(ScoreVariant.RAW).pattern(), 2, 3, 1);
        assertPattern(found.get(ScoreVariant.SCALED).pattern(), 2, 3, 1 / Math.sqrt(SIZE));
        assertPattern(found.get(ScoreVariant.ONE_HEAD).pattern(), 0, HEADS, 1 / Math.sqrt(HEADS * SIZE));
    }

    /// The sums over the heads from `from` on, before `to`.
    private void assertPattern(float[] pattern, int from, int to, double scale) {
        for (int q = 0; q < LENGTH; q++) {
            double[] e = new double[LENGTH];
            double sum = 0;
            for (int k = 0; k <= q; k++) {
                double product = 0;
                for (int head = from; head < to; head++) {
                    for (int d = 0; d < SIZE; d++) {
                        product += look.queries().values()[(head * LENGTH + q) * SIZE + d]
                                * (double) look.keys().values()[(head * LENGTH + k) * SIZE + d];
                    }
                }
                e[k] = Math.exp(product * scale);
                sum += e[k];
            }
            for (int k = 0; k < LENGTH; k++) {
                assertThat((double) pattern[q * LENGTH + k]).isCloseTo(e[k] / sum, within(1e-7));
            }
        }
    }

    @Test
    void severalHeadsAreTheMeanOfEach() {
        ScoreVariant multi = ScoreVariant.MULTI_HEAD;
        ScoreVariants first = ScoreVariants.of(attention, look, 0);
        double pattern = 0;
        double entropy = 0;
        for (int head = 0; head < HEADS; head++) {
            var one = ScoreVariants.of(attention, look, head).get(ScoreVariant.SCALED);
            pattern += one.pattern()[LENGTH * 20 + 7] / HEADS;
            entropy += one.saturation().entropy() / HEADS;
        }
        assertThat((double) first.get(multi).pattern()[LENGTH * 20 + 7]).isCloseTo(pattern, within(1e-7));
        assertThat(first.get(multi).saturation().entropy()).isCloseTo(entropy, within(1e-12));
    }

    @Test
    void aHeadAloneHasTheFirstTwoVariantsAsTheyAreBesideTheOthers() {
        Layer.Attention sloped = new Layer.Attention(
                HEADS,
                HEADS,
                SIZE,
                attention.projection(),
                attention.output(),
                new Mask.Causal(),
                ScoreScale.RAW,
                new Layer.Relative.Alibi(),
                Layer.Source.SELF,
                0);
        for (Layer.Attention one : List.of(attention, sloped)) {
            ScoreVariants all = ScoreVariants.of(one, look, 3);
            ScoreVariants alone = ScoreVariants.ofHeadAlone(one, look, 3);
            assertThat(alone.own()).isEqualTo(all.own());
            assertThat(alone.columns()).isEqualTo(LENGTH);
            assertThat(alone.all())
                    .extracting(ScoreVariants.Of::variant)
                    .containsExactly(ScoreVariant.RAW, ScoreVariant.SCALED);
            for (ScoreVariants.Of of : alone.all()) {
                assertThat(of.pattern()).isEqualTo(all.get(of.variant()).pattern());
                assertThat(of.saturation()).isEqualTo(all.get(of.variant()).saturation());
            }
        }
    }
}
