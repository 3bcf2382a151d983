package glassformer.app;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import glassformer.engine.Engines;
import glassformer.run.LabFile;
import glassformer.run.Metric;
import glassformer.run.MetricsTail;
import glassformer.run.RunFolder;
import glassformer.run.RunListener;
import glassformer.run.RunStatus;
import glassformer.run.TinyLab;
import glassformer.run.TrainingRun;
import glassformer.train.TrainingControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Real trainings by the real engine, each killed with SIGKILL at a moment that a seed chooses: every other one in the
/// midst of writing a checkpoint. Each goes on and ends as the one that was never killed, to the last byte.
///
/// `-Dkills=200` kills more, `-Dkills.seed=7` at other moments.
@Tag("slow")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no kill -9")
class KilledRunsTest {
    private static final int KILLS = Integer.getInteger("kills", 20);
    private static final long SEED = Long.getLong("kills.seed", 1);
    private static final int STEPS = 300;
    private static final int EVERY = 15;
    private static final List<String> FILES =
            List.of("model.safetensors", "optimizer.safetensors", "tokenizer.json", "config.json");

    @TempDir
    private Path folder;

    private final Engines engines = new Engines();

    @BeforeEach
    void trainWithoutBreak() throws Exception {
        LabFile.write(
                folder.resolve("lab.json"),
                TinyLab.in(folder)
                        .with("training.steps", STEPS)
                        .with("training.evaluateEvery", 50)
                        .with("training.checkpointEvery", EVERY)
                        .with("training.keep.last", 2));
        assertThat(start("whole").waitFor()).as(this::complaints).isZero();
    }

    @AfterEach
    void close() {
        engines.close();
    }

    @TestFactory
    Stream<DynamicTest> aKilledRunLosesNoMoreThanTheStepsSinceItsLastCheckpoint() {
        return IntStream.range(0, KILLS)
                .mapToObj(i -> DynamicTest.dynamicTest("kill " + i, () -> killAndGoOn(i, new Random(SEED * 1000 + i))));
    }

    private void killAndGoOn(int number, Random random) throws Exception {
        RunFolder run = new RunFolder(folder.resolve("killed-" + number));
        Process process = start("killed-" + number);
        int step = 1 + random.nextInt(STEPS - 1);
        if (number % 2 == 0) {
            waitForSteps(run, step, process);
        } else {
            waitForCheckpointInProgress(run, step, process);
            spin(random.nextInt(3_000_000));
        }
        process.destroyForcibly();
        assertThat(process.waitFor(30, SECONDS)).isTrue();
        if (!Files.exists(run.root().resolve("run.json"))
                || run.latestCheckpoint().isEmpty()) {
            assertThat(reached(run)).isLessThan(EVERY); // killed before the first checkpoint
            return;
        }
        int kept = run.latestCheckpoint().orElseThrow().step();
        assertThat(kept).isGreaterThan(reached(run) - EVERY - 1);
        if (run.status().state() != RunStatus.State.FINISHED) {
            TrainingRun.resume(run.root(), Map.of(), engines, RunListener.SILENT, new TrainingControl());
            assertThat(run.status().resumptions().getFirst().differences()).isEmpty();
        }
        assertSameEnd(run, new RunFolder(folder.resolve("whole")));
    }

    private static void assertSameEnd(RunFolder run, RunFolder whole) throws IOException {
        for (String file : FILES) {
            assertThat(run.checkpoint(STEPS).folder().resolve(file))
                    .as(file)
                    .hasSameBinaryContentAs(whole.checkpoint(STEPS).folder().resolve(file));
        }
        assertThat(losses(run)).isEqualTo(losses(whole));
        assertThat(run.samples()).isEqualTo(whole.samples());
        assertThat(run.probesFile()).hasSameBinaryContentAs(whole.probesFile());
        assertThat(run.checkpointSteps()).isEqualTo(whole.checkpointSteps());
        try (Stream<Path> entries = Files.list(run.root().resolve("checkpoints"))) {
            assertThat(entries.map(entry -> String.valueOf(entry.getFileName())))
                    .allMatch(name -> name.matches("step-\\d+"));
        }
    }

    private static List<String> losses(RunFolder run) {
        return run.metrics().stream()
                .map(metric -> metric.step() + " " + metric.split() + " " + metric.loss())
                .toList();
    }

    private static int reached(RunFolder run) {
        return run.metrics().stream().mapToInt(Metric::step).max().orElse(0);
    }

    private void waitForSteps(RunFolder run, int step, Process process) throws Exception {
        MetricsTail metrics = new MetricsTail(run.root().resolve("metrics.jsonl"));
        int reached = 0;
        while (process.isAlive() && reached < step) {
            reached = metrics.next().stream().mapToInt(Metric::step).reduce(reached, Math::max);
            Thread.sleep(1);
        }
    }

    private void waitForCheckpointInProgress(RunFolder run, int step, Process process) {
        Path checkpoints = run.root().resolve("checkpoints");
        int due = Math.max(EVERY, step / EVERY * EVERY);
        Path inProgress = checkpoints.resolve(".step-" + due + ".tmp");
        Path done = checkpoints.resolve("step-" + due);
        while (process.isAlive() && !Files.exists(inProgress) && !Files.exists(done)) {
            LockSupport.parkNanos(50_000); // looks often, and leaves the training a processor
        }
    }

    private static void spin(int nanos) {
        long until = System.nanoTime() + nanos;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    private Process start(String name) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "glassformer.app.Main",
                        "train",
                        folder.toString(),
                        "--out",
                        folder.resolve(name).toString())
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile());
        builder.environment().put("GOMP_SPINCOUNT", "20000");
        return builder.start();
    }

    private String complaints() {
        try {
            return Files.readString(folder.resolve("err.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
