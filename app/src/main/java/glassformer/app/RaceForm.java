package glassformer.app;

import glassformer.run.Race;
import glassformer.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;

/// The form of a new race in a hidden window, filled in as a person would.
final class RaceForm {
    private static final String KEY = "training.optimizer.kind";
    private static final List<String> KINDS = List.of("adamw", "sgd", "lion", "rmsprop");

    private RaceForm() {}

    static void fill(HiddenWindow window) {
        HiddenWindow.run(() -> {
            if (window.find(chip(KINDS.getFirst())).isEmpty()) {
                choose((ComboBox<?>) window.node("race-key"));
            }
        });
        HiddenWindow.pause(500);
        HiddenWindow.run(() -> KINDS.stream()
                .map(kind -> (ToggleButton) window.node(chip(kind)))
                .filter(chip -> !chip.isSelected())
                .forEach(ToggleButton::fire));
    }

    private static <T> void choose(ComboBox<T> keys) {
        keys.getItems().stream()
                .filter(item -> item instanceof Setting setting && setting.key().equals(KEY))
                .findFirst()
                .ifPresent(keys::setValue);
    }

    private static String chip(String kind) {
        return "vary-" + KEY.replace('.', '-') + "-" + kind;
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
