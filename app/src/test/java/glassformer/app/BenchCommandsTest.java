package glassformer.app;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.engine.BigramEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandsTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void benchWatchTellsBothTimesAndTheirRatio() {
        CommandLineRun run =
                CommandLineRun.of(BigramEngine.engines(), folder, "bench", "watch", "--rounds", "1", "--every", "1");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern(
                        "S on cpu: \\d+\\.\\d\\d ms a step, \\d+\\.\\d\\d ms with statistics at one step in 1,")
                .containsPattern("median ratio \\d+\\.\\d{3}");
    }

    /// In a process of its own, since it starts and ends a JavaFX toolkit.
    @Test
    void benchChartTellsTheTimesOfItsFrames() throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "glassformer.app.Main",
                        "bench",
                        "chart",
                        "--frames",
                        "2",
                        "--json")
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(err)).isZero();
        assertThat(Files.readString(out)).contains("\"frames\":2", "\"drawP50Ms\":", "\"pixelsWorstMs\":");
    }
}
