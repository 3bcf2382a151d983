package glassformer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/// Each kind against a twin written another way: step by step, by recurrence or from PyTorch's formula.
class LrScheduleTest {
    private static final int STEPS = 100;
    private static final int WARMUP = 10;
    private static final double PEAK = 0.02;

    @Test
    void constantRisesAndStays() {
        follows(LrSchedule.Kind.CONSTANT, step -> Math.min(step, WARMUP) * PEAK / WARMUP);
    }

    @Test
    void linearLosesTheSameAtEachStep() {
        double loss = (PEAK - 0.1 * PEAK) / (STEPS - WARMUP);
        follows(LrSchedule.Kind.LINEAR, step -> step <= WARMUP ? step * PEAK / WARMUP : PEAK - (step - WARMUP) * loss);
    }

    /// PyTorch's CosineAnnealingLR in its recursive form.
    @Test
    void cosineFollowsItsRecurrence() {
        double least = 0.1 * PEAK;
        int span = STEPS - WARMUP;
        double[] rates = new double[STEPS + 1];
        for (int step = 1; step <= STEPS; step++) {
            if (step <= WARMUP) {
                rates[step] = step * PEAK / WARMUP;
            } else {
                double before = 1 + Math.cos(Math.PI * (step - WARMUP - 1) / span);
                double now = 1 + Math.cos(Math.PI * (step - WARMUP) / span);
                rates[step] = now / before * (rates[step - 1] - least) + least;
            }
        }
        follows(LrSchedule.Kind.COSINE, step -> rates[step]);
    }

    /// Formula 3 of Vaswani et al. (2017), scaled to its peak.
    @Test
    void inverseSquareRootIsTheTransformersSchedule() {
        follows(
                LrSchedule.Kind.INVERSE_SQRT,
                step -> PEAK * Math.sqrt(WARMUP) * Math.min(Math.pow(step, -0.5), step * Math.pow(WARMUP, -1.5)));
    }

    @Test
    void oneCycleRisesFromATwentyFifthAndEndsAtNextToNothing() {
        double start = PEAK / 25;
        double end = start / 10_000;
        follows(LrSchedule.Kind.ONE_CYCLE, step -> {
            double up = Math.pow(Math.sin(Math.PI / 2 * step / WARMUP), 2);
            double down = Math.pow(Math.cos(Math.PI / 2 * (step - WARMUP) / (STEPS - WARMUP)), 2);
            return step <= WARMUP ? start + (PEAK - start) * up : end + (PEAK - end) * down;
        });
    }

    @Test
    void stepDropsByTheFactorAfterSoMany() {
        double rate = PEAK;
        double[] rates = new double[STEPS + 1];
        for (int step = 1; step <= STEPS; step++) {
            boolean drops = step > WARMUP + 1 && (step - WARMUP - 1) % 25 == 0;
            rate = drops ? rate / 2 : rate;
            rates[step] = step <= WARMUP ? step * PEAK / WARMUP : rate;
        }
        follows(LrSchedule.Kind.STEP, step -> rates[step]);
    }

    @Test
    void withoutWarmUpEachKindBeginsNearItsPeak() {
        for (LrSchedule.Kind kind : LrSchedule.Kind.values()) {
            assertThat(new LrSchedule(kind, PEAK, 0, 0.1, 1000, 0.1, STEPS).at(1))
                    .as(kind.id())
                    .isCloseTo(PEAK, within(0.02 * PEAK));
        }
    }

    private static void follows(LrSchedule.Kind kind, IntToDoubleFunction twin) {
        LrSchedule schedule = new LrSchedule(kind, PEAK, WARMUP, 0.1, 25, 0.5, STEPS);
        for (int step = 1; step <= STEPS; step++) {
            double expected = twin.applyAsDouble(step);
            assertThat(schedule.at(step)).as("step %d", step).isCloseTo(expected, within(1e-6 * expected));
        }
    }
}
