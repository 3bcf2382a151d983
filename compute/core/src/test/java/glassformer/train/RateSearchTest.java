package glassformer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.GptConfig;
import glassformer.engine.BigramEngine;
import glassformer.engine.Engines;
import glassformer.engine.LearningRates;
import glassformer.engine.ModelSession;
import glassformer.engine.Weights;
import glassformer.settings.Schema;
import glassformer.settings.Values;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateSearchTest {
    private static final Values TRAINING = Values.initial(new Schema(TrainingConfig.SETTINGS))
            .with("training.batchSize", 4L)
            .with("training.optimizer.kind", "sgd")
            .with("training.optimizer.momentum", 0.0)
            .with("training.optimizer.weightDecay", 0.0)
            .with("training.clipNorm", 0.0);

    @Test
    void aRateThatLearnsIsSuggestedAndOneThatExplodesEndsTheSearch() {
        RateSearch.Found found = search(new RateSearch(60, 1e-3, 1e4));
        assertThat(found.exploded()).isTrue();
        assertThat(found.points()).hasSizeLessThan(60);
        assertThat(found.points().getFirst().learningRate()).isCloseTo(1e-3, within(1e-9));
        double best = 10 * found.suggested();
        RateSearch.Point least = found.points().stream()
                .min((a, b) -> Double.compare(a.loss(), b.loss()))
                .orElseThrow();
        assertThat(least.learningRate()).isCloseTo(best, within(1e-6 * best));
        assertThat(least.loss()).isLessThan(found.points().getFirst().loss());
        assertThat(found.points().getLast().learningRate()).isGreaterThan(best);
    }

    @Test
    void ratesThatAreAllTooLowDoNotExplode() {
        RateSearch.Found found = search(new RateSearch(20, 1e-8, 1e-6));
        assertThat(found.exploded()).isFalse();
        assertThat(found.points()).hasSize(20);
        assertThat(found.points().getLast().learningRate()).isCloseTo(1e-6, within(1e-12));
    }

    @Test
    void aRangeThatDoesNotRiseIsRefused() {
        assertThatThrownBy(() -> new RateSearch(100, 1, 0.1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("must rise");
        assertThatThrownBy(() -> new RateSearch(3, 1e-6, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("at least 10");
    }

    private static RateSearch.Found search(RateSearch search) {
        Blueprint blueprint = GptConfig.of(TrainerTest.MODEL, 5).blueprint();
        // Mostly counting, with exceptions that no weights can foresee, so that too large ones are punished.
        SplittableRandom random = new SplittableRandom(1);
        int[] ids = IntStream.range(0, 400)
                .map(i -> random.nextInt(4) == 0 ? random.nextInt(5) : i % 5)
                .toArray();
        try (Engines engines = BigramEngine.engines()) {
            Engines.Located cpu = engines.locate("cpu");
            ModelSession session = cpu.engine().open(blueprint, Weights.initial(blueprint, 1), cpu.device());
            BatchSampler windows =
                    new BatchSampler(TokenSource.of(ids), blueprint.config().contextLength(), "training");
            return search.in(
                    session, TrainingConfig.of(TRAINING), LearningRates.all(blueprint), windows, new TrainingControl());
        }
    }
}
