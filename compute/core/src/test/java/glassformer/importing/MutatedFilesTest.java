package glassformer.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Spoilt files of each kind, in a process with 256 MiB: each is imported or refused in one sentence, within a second
// of
/// the processor, and nothing is written outside of the target.
class MutatedFilesTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void aHundredSpoiltFilesDoNoHarm() throws IOException, InterruptedException {
        assertThat(process(MutatedFiles.class, 20)).contains("100 files: ").endsWith("ALL WELL\n");
    }

    @Test
    @Tag("slow")
    void twoThousandSpoiltFilesDoNoHarm() throws IOException, InterruptedException {
        assertThat(process(MutatedFiles.class, 400)).contains("2000 files: ").endsWith("ALL WELL\n");
    }

    /// Files that are made to take much memory or time.
    @Test
    void hugeAndCleverFilesDoNoHarm() throws IOException, InterruptedException {
        assertThat(process(HostileFiles.class, 0)).endsWith("ALL WELL\n");
    }

    private String process(Class<?> program, int each) throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        Files.createDirectories(folder.resolve("work")).toString(),
                        "" + each,
                        "42")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        // A file that is never done must not hold the tests.
        boolean ended = process.waitFor(60 + each, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        String all = Files.readString(said, StandardCharsets.UTF_8).replace("\r\n", "\n");
        List<String> lines = all.lines().toList();
        assertThat(ended).as(all).isTrue();
        return String.join("\n", lines) + "\n";
    }
}
