package glassformer.run;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.engine.BigramEngine;
import glassformer.train.TrainingControl;
import glassformer.train.TrainingEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockMovedBackTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void theStatusIsStillWrittenAndTimeOfTrainingNeverGoesBack() throws IOException {
        Moved clock = new Moved();
        List<Integer> told = new ArrayList<>();
        RunFolder run = new RunFolder(folder.resolve("run"));
        RunListener listener = new RunListener() {
            @Override
            public void phase(String sentence, double progress) {}

            @Override
            public void event(TrainingEvent event) {
                if (event instanceof TrainingEvent.Stepped) {
                    clock.by = event.step() == 3 ? Duration.ofDays(-400) : clock.by.plusSeconds(2);
                    told.add(run.status().step());
                }
            }
        };
        TrainingRun.start(
                TinyLab.in(folder),
                folder,
                run.root(),
                BigramEngine.engines(),
                listener,
                new TrainingControl(),
                new Surroundings(clock, path -> Long.MAX_VALUE, WriteGate.OPEN, 1));
        for (int step = 1; step <= 20; step++) {
            assertThat(told.get(step - 1)).as("told at step %d", step).isBetween(step - 1, step);
        }
        assertThat(run.metrics().stream().map(Metric::seconds).toList()).isSorted();
        assertThat(run.status().state()).isEqualTo(RunStatus.State.FINISHED);
    }

    private static final class Moved extends Clock {
        private Duration by = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
