package glassformer.app;

import glassformer.run.Race;
import glassformer.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;

/// The form of a new race in a hidden window, filled in as a person would.
final class RaceForm {
    private static final String RATE = "training.optimizer.learningRate";
    private static final String RATES = "0.003, 0.001, 0.0001";

    private RaceForm() {}

    static void fill(HiddenWindow window) {
        HiddenWindow.run(() -> {
            if (window.find("vary-" + id()).isEmpty()) {
                choose((ComboBox<?>) window.node("race-key"));
            }
        });
        HiddenWindow.pause(500);
        HiddenWindow.run(() -> ((TextField) window.node("vary-" + id())).setText(RATES));
    }

    private static <T> void choose(ComboBox<T> keys) {
        keys.getItems().stream()
                .filter(item -> item instanceof Setting setting && setting.key().equals(RATE))
                .findFirst()
                .ifPresent(keys::setValue);
    }

    private static String id() {
        return RATE.replace('.', '-');
    }

    /// Whether all runs have ended, as the page says.
    static boolean isDone(HiddenWindow window) {
        return ((Label) window.node("race-stage")).getStyleClass().contains("badge-success");
    }

    static Path newest(Path runs) throws IOException {
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.filter(Race::isRace)
                    .max(Comparator.comparing(Path::toString))
                    .orElseThrow();
        }
    }
}
