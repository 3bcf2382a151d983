package glassformer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import glassformer.engine.BigramEngine;
import glassformer.run.RunFolder;
import glassformer.run.StoredAttention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeAttentionTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void whatIsMadeIsAttention() throws IOException {
        for (int bytes : new int[] {2, 4}) {
            LargeAttention made = new LargeAttention(300, 2, 3, bytes);
            made.write(folder);
            RunFolder run = new RunFolder(folder);
            assertThat(run.attentionSteps()).containsExactly(0);
            assertThat(run.attentionBytes(0)).isBetween(made.size(), made.size() + 20_000);
            StoredAttention.Group group = run.storedAttention(0).groups().getFirst();
            assertThat(group.layers()).hasSize(2);
            assertThat(group.heads()).isEqualTo(3);
            float[] row = new float[300];
            for (int query : new int[] {0, 1, 150, 299}) {
                group.read(1, 2, query, 0, 300, row, 0);
                double sum = 0;
                for (int key = 0; key < 300; key++) {
                    sum += row[key];
                    if (key > query) {
                        assertThat(row[key]).isZero();
                    }
                }
                assertThat(sum).isCloseTo(1, within(2e-3));
            }
        }
    }

    @Test
    void optionsOutOfRangeAreNamed() {
        assertThat(command("bench", "attention", "--tokens", "5").err()).contains("--tokens is 5", "from 64 to 32768");
        assertThat(command("bench", "attention", "--heap", "much").err()).contains("--heap is much");
    }

    @Test
    @Tag("slow")
    void aWindowOpensItAndNothingIsLeftBehind() throws IOException {
        CommandLineRun run = command(
                "bench",
                "attention",
                "--tokens",
                "1500",
                "--layers",
                "3",
                "--heads",
                "4",
                "--float16",
                "--frames",
                "60",
                "--heap",
                "300m",
                "--folder",
                "made",
                "--json");
        assertThat(run.code()).isZero();
        JsonNode found = new ObjectMapper().readTree(run.out());
        assertThat(found.path("bytes").asLong()).isEqualTo(2L * 3 * 4 * 1500 * 1500);
        assertThat(found.path("openMs").asDouble()).isBetween(1.0, 20_000.0);
        assertThat(found.path("thumbnailsMs").asDouble()).isPositive();
        assertThat(found.path("frames").asInt()).isEqualTo(60);
        assertThat(found.path("heapBytes").asLong()).isBetween(1L << 20, 300L << 20);
        try (Stream<Path> left = Files.list(folder.resolve("made"))) {
            assertThat(left).isEmpty();
        }
    }

    private CommandLineRun command(String... arguments) {
        return CommandLineRun.of(BigramEngine.engines(), folder, arguments);
    }
}
