package glassformer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MainTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = new Console(
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);

    @Test
    void withoutArgumentsTheWindowOpens() {
        Display display = new Display("Linux", Map.of("DISPLAY", ":0"), null);
        assertThat(new Main(console, display, () -> 77).start()).isEqualTo(77);
    }

    @Test
    void withoutADisplayAPersonIsToldHowToGoOn() {
        Display display = new Display("Linux", Map.of("DISPLAY", ""), null);
        assertThat(new Main(console, display, () -> 77).start()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("no display")
                .contains("glassformer train wordnet-gpt");
    }

    @Test
    void displaysAreFound() {
        assertThat(new Display("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0"), null).isThere())
                .isTrue();
        assertThat(new Display("Linux", Map.of(), "Headless").isThere()).isTrue();
        assertThat(new Display("Linux", Map.of(), null).isThere()).isFalse();
        assertThat(new Display("Windows 11", Map.of(), null).isThere()).isTrue();
    }
}
