package glassformer.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import glassformer.ui.theme.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowSettingsTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenReadsBack() {
        var settings = new WindowSettings(Theme.DARK, 1100, 750, true);
        settings.write(folder.resolve("new"));
        assertThat(WindowSettings.read(folder.resolve("new"))).isEqualTo(settings);
    }

    @Test
    void damagedSettingsAreTheInitialOnes() throws IOException {
        Files.writeString(folder.resolve("window.properties"), "theme=pink\nwidth=many\n");
        assertThat(WindowSettings.read(folder)).isEqualTo(WindowSettings.INITIAL);
    }

    @Test
    void aWindowIsNeverTooSmallToUse() {
        assertThat(new WindowSettings(Theme.LIGHT, 10, Double.NaN, false).width())
                .isEqualTo(900);
    }
}
