package glassformer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SplitMix64Test {
    private static final BigInteger WRAP = BigInteger.ONE.shiftLeft(64);

    @Test
    void onePartGivesTheGeneratorsFirstOutput() {
        // Java's SplittableRandom uses another mixing function, so the published outputs for seed 0 and
        // 1234567 serve as reference.
        assertThat(SplitMix64.hash(0)).isEqualTo(0xE220A8397B1DCDAFL);
        assertThat(SplitMix64.hash(1234567)).isEqualTo(6457827717110365317L);
    }

    @Test
    void chainFollowsTheDocumentedFormula() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100; i++) {
            long seed = random.nextLong();
            int step = random.nextInt(1, 1000);
            assertThat(SplitMix64.hash(seed, step, 2, 3)).isEqualTo(formula(seed, step, 2, 3));
        }
    }

    @Test
    void uniformNumbersCoverTheUnitInterval() {
        double sum = 0;
        for (int i = 0; i < 10_000; i++) {
            double value = SplitMix64.uniform(7, i);
            assertThat(value).isBetween(0.0, Math.nextDown(1.0));
            sum += value;
        }
        assertThat(sum / 10_000).isBetween(0.49, 0.51);
    }

    private static long formula(long... parts) {
        BigInteger hash = BigInteger.ZERO;
        for (long part : parts) {
            BigInteger z = hash.xor(unsigned(part))
                    .add(new BigInteger("9E3779B97F4A7C15", 16))
                    .mod(WRAP);
            z = z.xor(z.shiftRight(30))
                    .multiply(new BigInteger("BF58476D1CE4E5B9", 16))
                    .mod(WRAP);
            z = z.xor(z.shiftRight(27))
                    .multiply(new BigInteger("94D049BB133111EB", 16))
                    .mod(WRAP);
            hash = z.xor(z.shiftRight(31));
        }
        return hash.longValue();
    }

    private static BigInteger unsigned(long value) {
        return BigInteger.valueOf(value).mod(WRAP);
    }
}
