package glassformer.engine.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void exponentialsAreRightToTheSeventhDigit() {
        for (double x = -86; x < 88; x += 0.0137) {
            double exact = Math.exp((float) x);
            assertThat((double) Numbers.exp((float) x)).isCloseTo(exact, within(3e-7 * exact));
        }
        assertThat(Numbers.exp(-1000)).isLessThan(1e-37f);
        assertThat(Numbers.exp(Float.NaN)).isNaN();
    }

    @Test
    void logarithmsAreRightToTheSeventhDigit() {
        for (double x = 1e-30; x < 1e30; x *= 1.7) {
            double exact = Math.log((float) x);
            assertThat((double) Numbers.log((float) x)).isCloseTo(exact, within(3e-7 * Math.max(1, Math.abs(exact))));
        }
    }

    @Test
    void randomNumbersAreEvenAndEachStreamHasItsOwn() {
        double[] sums = new double[4];
        int count = 100_000;
        for (int i = 0; i < count; i++) {
            float one = Numbers.even(7, 1, i);
            float other = Numbers.even(7, 2, i);
            assertThat(one).isBetween(0f, 0.99999999f);
            sums[0] += one;
            sums[1] += one * one;
            sums[2] += (one - 0.5) * (other - 0.5);
            sums[3] += (one - 0.5) * (Numbers.even(7, 1, i + 1) - 0.5);
        }
        assertThat(sums[0] / count).isCloseTo(0.5, within(0.005));
        assertThat(sums[1] / count).isCloseTo(1 / 3.0, within(0.005));
        assertThat(sums[2] / count).isCloseTo(0, within(0.002));
        assertThat(sums[3] / count).isCloseTo(0, within(0.002));
    }
}
