package glassformer.ui.data;

import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/// A number below what it counts.
final class Stat extends VBox {
    private final Label number = new Label();

    /// @param id   of the number
    /// @param name what it counts
    /// @param tip  what that means
    Stat(String id, String name, String tip) {
        var caption = new Label(name);
        caption.getStyleClass().add("stat-caption");
        caption.setMinWidth(USE_PREF_SIZE);
        number.setId(id);
        number.getStyleClass().add("stat-value");
        number.setMinWidth(USE_PREF_SIZE);
        getStyleClass().add("spacing-4");
        getChildren().addAll(caption, number);
        Tooltip.install(this, new Tooltip(tip));
    }

    void show(String text) {
        number.setText(text);
    }
}
