package glassformer.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javax.imageio.ImageIO;

/// Saves what a node looks like as `target/screenshots/<name>.png`. Call on the JavaFX thread.
public final class Screenshot {
    private Screenshot() {}

    public static void save(Node node, String name) {
        var image = SwingFXUtils.fromFXImage(node.snapshot(null, null), null);
        try {
            Path folder = Files.createDirectories(Path.of("target", "screenshots"));
            ImageIO.write(image, "png", folder.resolve(name + ".png").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
