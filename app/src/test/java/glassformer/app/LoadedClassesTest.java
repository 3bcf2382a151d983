package glassformer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a process loads that trains, generates, inspects, answers a worker's greeting and shows every page: the
// launcher
/// prepares quick starts with just that.
class LoadedClassesTest {
    @TempDir
    private Path folder;

    @Test
    void neitherTheWindowNorATrainingLoadsTheLibraryOfLinearAlgebra() throws Exception {
        Path log = folder.resolve("classes.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xlog:class+load:file=" + log,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "glassformer.app.Main",
                        "warm-up")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        assertThat(loaded(log, "ai.djl.pytorch.engine.")).isNotEmpty();
        assertThat(loaded(log, "javafx.stage.Stage")).isNotEmpty();
        assertThat(loaded(log, "org.nd4j.")).isEmpty();
        assertThat(loaded(log, "org.bytedeco.")).isEmpty();
        assertThat(loaded(log, "glassformer.numerics.nd4j.")).isEmpty();
    }

    private static List<String> loaded(Path log, String beginning) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" " + beginning) || line.contains("]" + beginning))
                    .toList();
        }
    }
}
