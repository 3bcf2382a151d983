package glassformer.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LossWatchTest {
    private static final int NEVER = -1;

    private final Random random = new Random(7);

    @Test
    void aLossThatFallsWithNoiseIsLeftAlone() {
        LossWatch watch = new LossWatch(3, LossHistory.NONE);
        for (int step = 1; step <= 5000; step++) {
            LossWatch.Reading reading = watch.add(step, falling(step));
            assertThat(reading.diverged()).as("step %d", step).isFalse();
            assertThat(reading.outlier()).as("step %d", step).isFalse();
        }
    }

    @Test
    void aLossThatGrowsAndStaysHighDiverges() {
        int stopped = stop(3, step -> step <= 200 ? falling(step) : falling(200) * Math.pow(1.15, step - 200));
        assertThat(stopped).isBetween(211, 235);
    }

    @Test
    void aSingleBadBatchStandsOutAndStopsNothing() {
        LossWatch watch = new LossWatch(3, LossHistory.NONE);
        List<Integer> outliers = new ArrayList<>();
        for (int step = 1; step <= 300; step++) {
            LossWatch.Reading reading = watch.add(step, step == 100 || step == 150 ? 40 : falling(step));
            assertThat(reading.diverged()).isFalse();
            if (reading.outlier()) {
                outliers.add(step);
            }
        }
        assertThat(outliers).containsExactly(100, 150);
    }

    @Test
    void aLossNearZeroMayDouble() {
        assertThat(stop(3, step -> step < 100 ? 4 * Math.exp(-step / 10.0) + 0.001 : 0.02))
                .isEqualTo(NEVER);
    }

    @Test
    void aThresholdOfZeroNeverStops() {
        assertThat(stop(0, step -> step)).isEqualTo(NEVER);
        assertThat(stop(3, step -> step)).isNotEqualTo(NEVER);
    }

    @Test
    void theStableStepIsTheOneBeforeTheRise() {
        LossWatch watch = new LossWatch(3, LossHistory.NONE);
        for (int step = 1; step <= 60; step++) {
            watch.add(step, step <= 50 ? 2 : 20 + step);
        }
        assertThat(watch.stableStep()).isEqualTo(50);
        assertThat(watch.leastMean()).isEqualTo(2);
    }

    @Test
    void aWatchThatGoesOnSeesWhatOneWithoutBreakSees() {
        double[] losses = IntStream.rangeClosed(1, 150)
                .mapToDouble(step -> step == 120 ? 40 : falling(step))
                .toArray();
        LossWatch whole = new LossWatch(3, LossHistory.NONE);
        List<LossHistory.Loss> before = new ArrayList<>();
        LossWatch.Reading last = null;
        for (int i = 0; i < losses.length; i++) {
            last = whole.add(i + 1, losses[i]);
            if (i < losses.length - 1) {
                before.add(new LossHistory.Loss(i + 1, losses[i]));
            }
        }
        LossWatch goesOn = new LossWatch(3, new LossHistory(before, List.of()));
        assertThat(goesOn.add(losses.length, losses[losses.length - 1])).isEqualTo(last);
    }

    private int stop(double threshold, IntToDoubleFunction loss) {
        LossWatch watch = new LossWatch(threshold, LossHistory.NONE);
        for (int step = 1; step <= 1000; step++) {
            if (watch.add(step, loss.applyAsDouble(step)).diverged()) {
                return step;
            }
        }
        return NEVER;
    }

    private double falling(int step) {
        return 1.5 + 2.5 * Math.exp(-step / 100.0) + random.nextGaussian() * 0.1;
    }
}
