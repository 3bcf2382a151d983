package glassformer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPlaceTest {
    private static final LocalDateTime NOW = LocalDateTime.of(2026, 3, 4, 5, 6, 7);

    @TempDir
    Path folder = Path.of("");

    @Test
    void nameAndTimeMakeTheFolder() {
        assertThat(RunPlace.of(folder, "My first: GPT/2!", NOW))
                .isEqualTo(folder.resolve("runs/my-first-gpt-2-20260304-050607"));
        assertThat(RunPlace.of(folder, "../..", NOW)).isEqualTo(folder.resolve("runs/lab-20260304-050607"));
        assertThat(RunPlace.of(folder, "莎士比亚", NOW)).isEqualTo(folder.resolve("runs/莎士比亚-20260304-050607"));
    }

    @Test
    void twoRunsInOneSecondHaveTwoFolders() throws IOException {
        Files.createDirectories(RunPlace.of(folder, "a", NOW));
        assertThat(RunPlace.of(folder, "a", NOW)).isEqualTo(folder.resolve("runs/a-20260304-050607-2"));
    }
}
