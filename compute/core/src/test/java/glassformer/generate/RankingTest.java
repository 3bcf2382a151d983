package glassformer.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.BadInputException;
import glassformer.SplitMix64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final float[] LOGITS = {0.1f, 2.0f, -1.5f, 0.7f, -0.0f, 0.0f, 3.2f};

    @Test
    void probabilitiesAreTheSoftmaxAtTheTemperature() {
        for (double temperature : new double[] {0.3, 1, 2.5}) {
            Ranking ranking = new Ranking(LOGITS, 7, temperature);
            double sum = 0;
            for (float logit : LOGITS) {
                sum += Math.exp(logit / temperature);
            }
            for (int rank = 0; rank < 7; rank++) {
                double expected = Math.exp(LOGITS[ranking.id(rank)] / temperature) / sum;
                assertThat(ranking.probability(rank)).isCloseTo(expected, within(1e-12));
            }
        }
    }

    @Test
    void likeliestComesFirstAndTiesByLowerId() {
        Ranking ranking = new Ranking(LOGITS, 7, 1);
        int[] order = new int[7];
        for (int rank = 0; rank < 7; rank++) {
            order[rank] = ranking.id(rank);
        }
        assertThat(order).containsExactly(6, 1, 3, 0, 4, 5, 2);
    }

    @Test
    void ordersAnyScoresDescending() {
        SplittableRandom random = new SplittableRandom(5);
        float[] scores = new float[5000];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Math.scalb((float) random.nextDouble(-1, 1), random.nextInt(-120, 120));
        }
        Ranking ranking = new Ranking(scores, scores.length, 1);
        for (int rank = 1; rank < scores.length; rank++) {
            assertThat(scores[ranking.id(rank)]).isLessThanOrEqualTo(scores[ranking.id(rank - 1)]);
        }
    }

    @Test
    void topKKeepsTheKLikeliest() {
        Ranking ranking = new Ranking(LOGITS, 7, 1);
        assertThat(ranking.kept(3, 1)).isEqualTo(3);
        assertThat(ranking.kept(0, 1)).isEqualTo(7);
        assertThat(ranking.kept(100, 1)).isEqualTo(7);
    }

    @Test
    void topPKeepsTheFewestThatHoldTheShare() {
        float[] logits = {(float) Math.log(0.5), (float) Math.log(0.3), (float) Math.log(0.15), (float) Math.log(0.05)};
        Ranking ranking = new Ranking(logits, 4, 1);
        assertThat(ranking.kept(0, 0.45)).isEqualTo(1);
        assertThat(ranking.kept(0, 0.6)).isEqualTo(2);
        assertThat(ranking.kept(0, 0.9)).isEqualTo(3);
        assertThat(ranking.kept(0, 0.99)).isEqualTo(4);
        // Of the two likeliest, with 0.625 and 0.375 between them, the first holds 0.6.
        assertThat(ranking.kept(2, 0.6)).isEqualTo(1);
    }

    @Test
    void drawsAreDistributedAsTheProbabilitiesThatAreKept() {
        Ranking ranking = new Ranking(LOGITS, 7, 1.5);
        int kept = ranking.kept(4, 1);
        double sum = 0;
        for (int rank = 0; rank < kept; rank++) {
            sum += ranking.probability(rank);
        }
        int[] counts = new int[kept];
        int draws = 100_000;
        for (int i = 0; i < draws; i++) {
            counts[ranking.draw(kept, SplitMix64.uniform(9, i))]++;
        }
        for (int rank = 0; rank < kept; rank++) {
            assertThat((double) counts[rank] / draws).isCloseTo(ranking.probability(rank) / sum, within(0.006));
        }
    }

    @Test
    void scoresBeyondTheVocabularyAreLeftOut() {
        assertThat(new Ranking(LOGITS, 6, 1).id(0)).isEqualTo(1);
    }

    @Test
    void scoresThatAreNoNumbersAreSaid() {
        assertThatThrownBy(() -> new Ranking(new float[] {1, Float.NaN}, 2, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("not numbers");
    }
}
