package glassformer.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.engine.Engines;
import glassformer.run.Lab;
import glassformer.run.MemoryUse;
import glassformer.run.RunFolder;
import glassformer.run.RunListener;
import glassformer.run.TrainingRun;
import glassformer.train.TrainingControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What a training was expected to take in memory beside what it took, as the system tells a process's peak. Each is a
/// process of its own, since freed memory stays with a process.
@EnabledOnOs(OS.LINUX)
@Tag("slow")
class MemoryTest {
    private static final double FACTOR = 1.5;

    @TempDir
    private Path folder;

    @Test
    void thePredictionIsNearThePeakAndCheckpointingAndLowPrecisionKeepLess() throws Exception {
        MemoryUse usual = use();
        MemoryUse checkpointing = use("training.activationCheckpointing=true");
        MemoryUse low = use("training.precision=bfloat16");
        MemoryUse larger = use("training.optimizer.kind=sgd", "training.optimizer.momentum=0", "training.batchSize=16");
        for (MemoryUse use : List.of(usual, checkpointing, low, larger)) {
            double predicted = use.predicted();
            assertThat((double) use.used()).as("%s", use).isBetween(predicted / FACTOR, predicted * FACTOR);
        }
        assertThat(checkpointing.used()).isLessThan(usual.used());
        assertThat(low.used()).isLessThan(usual.used());
    }

    private MemoryUse use(String... changed) throws IOException, InterruptedException {
        Path run = folder.resolve("run" + String.join("", changed).hashCode());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Trains.class.getName(),
                run.toString()));
        command.addAll(List.of(changed));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        assertThat(process.waitFor()).as(() -> read(folder.resolve("out"))).isZero();
        return Objects.requireNonNull(new RunFolder(run).status().memory());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    static final class Trains {
        private Trains() {}

        /// @param args the run's folder, then settings
        public static void main(String[] args) throws IOException {
            Path run = Path.of(args[0]);
            Path text = Files.writeString(
                    run.resolveSibling("text.txt"),
                    "The quick brown fox jumps over the lazy dog, and again. ".repeat(400));
            Lab lab = Lab.initial("memory")
                    .with("data.source", "file:" + text)
                    .with("tokenizer.kind", "char")
                    .with("model.layers", 6L)
                    .with("model.heads", 4L)
                    .with("model.dim", 256L)
                    .with("model.contextLength", 256L)
                    .with("training.batchSize", 8L)
                    .with("training.steps", 2L)
                    .with("training.evaluateEvery", 2L)
                    .with("training.evaluateBatches", 1L)
                    .with("training.schedule.warmupSteps", 1L);
            for (int i = 1; i < args.length; i++) {
                String[] setting = args[i].split("=", 2);
                lab = lab.withText(setting[0], setting[1]);
            }
            try (Engines engines = new Engines()) {
                TrainingRun.start(
                        lab,
                        Objects.requireNonNull(run.getParent()),
                        run,
                        engines,
                        RunListener.SILENT,
                        new TrainingControl());
            }
        }
    }
}
