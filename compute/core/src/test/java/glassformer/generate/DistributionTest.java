package glassformer.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class DistributionTest {
    private final float[] logits = {1, 3, 2, 0, -1};
    private final Distribution distribution = new Distribution(logits, 5);

    private static SamplingOptions options(double temperature, int topK, double topP) {
        return new SamplingOptions(temperature, topK, topP, 1, 10);
    }

    @Test
    void whatTheModelSaysIsTheSoftmaxAndTheTemperatureDividesTheScores() {
        List<Distribution.Odds> odds = distribution.likeliest(options(0.5, 0, 1), 5);
        double sum = 0;
        double colder = 0;
        for (float logit : logits) {
            sum += Math.exp(logit);
            colder += Math.exp(logit / 0.5);
        }
        assertThat(odds).extracting(Distribution.Odds::id).containsExactly(1, 2, 0, 3, 4);
        assertThat(odds.getFirst().model()).isCloseTo(Math.exp(3) / sum, within(1e-12));
        assertThat(odds.getFirst().tempered()).isCloseTo(Math.exp(6) / colder, within(1e-12));
        assertThat(odds.getFirst().kept()).isEqualTo(odds.getFirst().tempered());
    }

    @Test
    void whatIsCutOffCannotComeAndTheRestAddsUpToOne() {
        List<Distribution.Odds> odds = distribution.likeliest(options(1, 2, 1), 5);
        assertThat(odds.get(0).kept() + odds.get(1).kept()).isCloseTo(1, within(1e-12));
        assertThat(odds.get(0).kept() / odds.get(1).kept()).isCloseTo(Math.E, within(1e-6));
        assertThat(odds.subList(2, 5)).allSatisfy(one -> assertThat(one.kept()).isZero());
        assertThat(distribution.kept(options(1, 0, 0.5))).isEqualTo(1);
        assertThat(distribution.kept(options(1, 0, 0.7))).isEqualTo(2);
    }

    @Test
    void atTemperatureZeroOnlyTheLikeliestComes() {
        List<Distribution.Odds> odds = distribution.likeliest(options(0, 0, 1), 2);
        assertThat(odds.get(0).kept()).isEqualTo(1);
        assertThat(odds.get(1).kept()).isZero();
        assertThat(distribution.draw(options(0, 0, 1), 0.99)).isEqualTo(1);
    }

    @Test
    void tokensAreDrawnAsOftenAsTheyAreShown() {
        SamplingOptions options = options(1.5, 3, 1);
        int[] counts = new int[5];
        int draws = 3000;
        for (int i = 0; i < draws; i++) {
            counts[distribution.draw(options, (i + 0.5) / draws)]++;
        }
        distribution.likeliest(options, 5).forEach(one -> assertThat((double) counts[one.id()] / draws)
                .isCloseTo(one.kept(), within(1e-3)));
    }
}
