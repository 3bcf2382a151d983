package glassformer.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.engine.Engines;
import glassformer.worker.DeviceScores;
import glassformer.worker.WorkerService;
import org.junit.jupiter.api.Test;

class DeviceScoreTest {
    /// A step of S is at least 6 operations a parameter and token: 0.8 million parameters, 768 tokens.
    private static final double OPERATIONS = 6 * 0.79e6 * 768;

    @Test
    void theFiguresOfAProcessorFitEachOther() {
        try (Engines engines = new Engines()) {
            WorkerService.Score score = DeviceScores.measure(engines.locate("cpu"));
            assertThat(score.device()).isEqualTo("cpu");
            assertThat(score.steps()).isPositive();
            double reached = OPERATIONS / (score.millisecondsPerStep() / 1000) / 1e9;
            // Other work on the machine may slow either down, but no step computes faster than the products it is made
            // of, by more than what noise explains.
            assertThat(score.gigaflops()).isBetween(reached / 3, 5000.0);
            assertThat(score.gigabytesPerSecond()).isBetween(0.5, 2000.0);
        }
    }
}
