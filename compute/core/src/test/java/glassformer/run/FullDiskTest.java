package glassformer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import glassformer.BadInputException;
import glassformer.engine.BigramEngine;
import glassformer.engine.Engines;
import glassformer.train.TrainingControl;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The disk is full at each write of a run in turn; once there is room again, the run goes on to the same end.
class FullDiskTest {
    @TempDir
    Path folder = Path.of("");

    private final Engines engines = BigramEngine.engines();
    private Lab lab = Lab.initial("unset");

    @BeforeEach
    void makeLab() throws IOException {
        lab = TinyLab.in(folder)
                .with("training.steps", 4)
                .with("training.evaluateEvery", 2)
                .with("training.checkpointEvery", 2)
                .with("training.keep.last", 1);
    }

    /// Fails at one write and all after it.
    private static final class Filling implements WriteGate {
        private final int room;
        final List<String> written = new ArrayList<>();

        Filling(int room) {
            this.room = room;
        }

        @Override
        public void pass(Path file) throws IOException {
            if (written.size() == room) {
                throw new FileSystemException(file.toString(), null, "No space left on device");
            }
            written.add(String.valueOf(file.getFileName()).replaceAll("step-\\d+|events.*", "*"));
        }
    }

    @Test
    void aDiskThatIsFullAtAnyWriteLosesNothingThatIsInACheckpoint() throws IOException {
        Filling roomy = new Filling(Integer.MAX_VALUE);
        train("whole", roomy);
        assertThat(new TreeSet<>(roomy.written))
                .containsExactlyInAnyOrder(
                        "*",
                        "*.safetensors",
                        "config.json",
                        "log.txt",
                        "metrics.jsonl",
                        "model.safetensors",
                        "optimizer.safetensors",
                        "probes.jsonl",
                        "run.json",
                        "samples.jsonl",
                        "tokenizer.json",
                        "trainer.json");
        byte[] end = weights("whole");
        for (int room = 0; room < roomy.written.size(); room++) {
            String at = "write " + room + ", to " + roomy.written.get(room);
            String name = "full-" + room;
            Filling filling = new Filling(room);
            Throwable refused = catchThrowable(() -> train(name, filling));
            if (refused == null) {
                // run.json is written by the clock, too: a slow run writes it more often.
                assertThat(filling.written.size()).as(at).isLessThanOrEqualTo(room);
                break;
            }
            assertThat(refused)
                    .as(at)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("cannot be written: No space left on device");
            RunFolder run = new RunFolder(folder.resolve(name));
            if (run.latestCheckpoint().isEmpty()) {
                assertThat(room).as(at).isLessThan(20); // before the first checkpoint there is nothing to go on from
                continue;
            }
            TrainingRun.resume(run.root(), Map.of(), engines, RunListener.SILENT, new TrainingControl());
            assertThat(weights(name)).as(at).isEqualTo(end);
            assertThat(run.metrics()).as(at).hasSize(7);
            assertThat(run.status().state()).as(at).isEqualTo(RunStatus.State.FINISHED);
        }
    }

    @Test
    void tooLittleRoomForACheckpointIsSaidAndTheLastOneStays() {
        long[] free = {Long.MAX_VALUE};
        Surroundings filling = new Surroundings(Clock.systemUTC(), path -> free[0], WriteGate.OPEN, 1);
        RunListener listener = new RunListener() {
            @Override
            public void phase(String sentence, double progress) {}

            @Override
            public void event(glassformer.train.TrainingEvent event) {
                free[0] = event.step() == 3 ? 1000 : free[0];
            }
        };
        Path root = folder.resolve("run");
        assertThatThrownBy(
                        () -> TrainingRun.start(lab, folder, root, engines, listener, new TrainingControl(), filling))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("step-4 needs ")
                .hasMessageContaining("only 1000 are free");
        assertThat(new RunFolder(root).status().state()).isEqualTo(RunStatus.State.FAILED);
        RunSummary end = TrainingRun.resume(root, Map.of(), engines, RunListener.SILENT, new TrainingControl());
        assertThat(end.steps()).isEqualTo(4);
    }

    private void train(String name, WriteGate gate) {
        Surroundings surroundings = new Surroundings(Clock.systemUTC(), path -> Long.MAX_VALUE, gate, 1);
        TrainingRun.start(
                lab, folder, folder.resolve(name), engines, RunListener.SILENT, new TrainingControl(), surroundings);
    }

    private byte[] weights(String name) throws IOException {
        return Files.readAllBytes(
                new RunFolder(folder.resolve(name)).checkpoint(4).folder().resolve(Checkpoint.WEIGHTS));
    }
}
