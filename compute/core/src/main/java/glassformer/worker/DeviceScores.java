package glassformer.worker;

import glassformer.blueprint.StandardSize;
import glassformer.engine.Computation;
import glassformer.engine.Engines;
import glassformer.engine.Optimizer;
import glassformer.engine.Throughput;
import glassformer.engine.UpdateRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Measures how fast a device is, in a few seconds.
public final class DeviceScores {
    private static final int VOCABULARY = 65;
    private static final double LEARNING_RATE = 1e-3;

    private DeviceScores() {}

    /// Its throughput, where the engine measures that, and the step of [StandardSize#S] with AdamW in float32.
    public static WorkerService.Score measure(Engines.Located place) {
        @Nullable
        Throughput throughput = place.engine().throughput(place.device()).orElse(null);
        List<Double> steps = new StepTiming(
                        StandardSize.S.config(VOCABULARY).blueprint(),
                        UpdateRule.of(new Optimizer.AdamW(0.9, 0.95, 1e-8, 0.1)),
                        StandardSize.S.batchSize(),
                        1,
                        LEARNING_RATE,
                        1,
                        1)
                .on(place, Computation.USUAL);
        return new WorkerService.Score(
                place.device().id(),
                throughput == null ? null : throughput.gigaflops(),
                throughput == null ? null : throughput.gigabytesPerSecond(),
                StepTiming.median(steps),
                steps.size());
    }
}
