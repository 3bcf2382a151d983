package glassformer.ui.settings;

import glassformer.ui.theme.Theme;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the window looked when it was closed. A plain properties file, because it is read before the first frame.
///
/// @param width of the content, in pixels, as is `height`
public record WindowSettings(Theme theme, double width, double height, boolean maximized) {
    private static final Logger LOG = LoggerFactory.getLogger(WindowSettings.class);
    private static final String NAME = "window.properties";
    private static final double SMALLEST_WIDTH = 900;
    private static final double SMALLEST_HEIGHT = 600;

    public static final WindowSettings INITIAL = new WindowSettings(Theme.LIGHT, 1280, 800, false);

    public WindowSettings {
        width = Math.max(SMALLEST_WIDTH, width);
        height = Math.max(SMALLEST_HEIGHT, height);
    }

    /// As remembered; the initial ones where nothing is, or something that makes no sense.
    public static WindowSettings read(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) return INITIAL;
        var properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
            return new WindowSettings(
                    Theme.valueOf(properties.getProperty("theme", "light").toUpperCase(Locale.ROOT)),
                    Double.parseDouble(properties.getProperty("width", "1280")),
                    Double.parseDouble(properties.getProperty("height", "800")),
                    Boolean.parseBoolean(properties.getProperty("maximized")));
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} is not used: {}", file, e.getMessage());
            return INITIAL;
        }
    }

    public void write(Path folder) {
        var properties = new Properties();
        properties.setProperty("theme", theme.name().toLowerCase(Locale.ROOT));
        properties.setProperty("width", Double.toString(width));
        properties.setProperty("height", Double.toString(height));
        properties.setProperty("maximized", Boolean.toString(maximized));
        try {
            Files.createDirectories(folder);
            try (Writer out = Files.newBufferedWriter(folder.resolve(NAME))) {
                properties.store(out, null);
            }
        } catch (IOException e) {
            LOG.warn("The window's size was not remembered: {}", e.getMessage());
        }
    }
}
