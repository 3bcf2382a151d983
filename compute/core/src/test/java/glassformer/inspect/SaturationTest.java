package glassformer.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SaturationTest {
    private static final double NO = Double.NEGATIVE_INFINITY;

    @Test
    void figuresFollowTheirFormulas() {
        // p = 1/4, 3/4
        Saturation found = Saturation.of(new double[] {0, Math.log(3)}, 2);
        assertThat(found.variance()).isCloseTo(Math.pow(Math.log(3) / 2, 2), within(1e-12));
        assertThat(found.largest()).isCloseTo(0.75, within(1e-12));
        assertThat(found.entropy())
                .isCloseTo(-(0.25 * Math.log(0.25) + 0.75 * Math.log(0.75)) / Math.log(2), within(1e-12));
        assertThat(found.tiny()).isZero();
        // Each of the four entries of the derivative is 3/16.
        assertThat(found.gradient()).isCloseTo(2 * 3.0 / 16, within(1e-12));
    }

    @Test
    void theGradientIsTheNormOfSoftmaxDerivedByDifferences() {
        double[] scores = new Random(1).doubles(6, -2, 2).toArray();
        double square = 0;
        double step = 1e-5;
        for (int j = 0; j < scores.length; j++) {
            double[] up = scores.clone();
            double[] down = scores.clone();
            up[j] += step;
            down[j] -= step;
            for (int i = 0; i < scores.length; i++) {
                square += Math.pow((softmax(up, i) - softmax(down, i)) / (2 * step), 2);
            }
        }
        assertThat(Saturation.of(scores, 6).gradient()).isCloseTo(Math.sqrt(square), within(1e-8));
    }

    private static double softmax(double[] scores, int at) {
        double sum = 0;
        for (double score : scores) {
            sum += Math.exp(score);
        }
        return Math.exp(scores[at]) / sum;
    }

    @Test
    void largeScoresLeaveOneWeightAndNoGradient() {
        Saturation found = Saturation.of(new double[] {0, 40, 0, 0}, 4);
        assertThat(found.largest()).isCloseTo(1, within(1e-9));
        assertThat(found.tiny()).isEqualTo(0.75);
        assertThat(found.gradient()).isCloseTo(0, within(1e-9));
    }

    @Test
    void queriesThatSeeOneKeyAreLeftOutAndMaskedKeysAreNotCounted() {
        Saturation found = Saturation.of(new double[] {5, NO, NO, 1, 1, NO, 2, 2, 2}, 3);
        assertThat(found.variance()).isCloseTo(0, within(1e-12));
        assertThat(found.largest()).isCloseTo((1 / 2.0 + 1 / 3.0) / 2, within(1e-12));
        assertThat(found.entropy()).isCloseTo((1 + Math.log(3) / Math.log(2)) / 2, within(1e-12));
        assertThat(Saturation.of(new double[] {5}, 1).largest()).isNaN();
    }
}
