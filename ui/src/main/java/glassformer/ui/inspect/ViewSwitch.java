package glassformer.ui.inspect;

import glassformer.ui.common.Texts;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// A row of buttons, one of which is down.
final class ViewSwitch<E extends Enum<E>> extends HBox {
    private final ObjectProperty<E> chosen;

    /// @param first the one that is down at first
    /// @param id    of each button, followed by a hyphen and the constant's name
    /// @param key   of each text, followed by a dot and the constant's name; its tooltip's ends in `.tip`
    ViewSwitch(Class<E> type, E first, String id, String key, Texts texts) {
        chosen = new SimpleObjectProperty<>(this, "chosen", first);
        setMinWidth(Region.USE_PREF_SIZE);
        var group = new ToggleGroup();
        E[] all = type.getEnumConstants();
        for (E one : all) {
            String name = one.name().toLowerCase(Locale.ROOT);
            var button = new ToggleButton(texts.get(key + "." + name));
            button.setId(id + "-" + name);
            button.setToggleGroup(group);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setTooltip(new Tooltip(texts.get(key + "." + name + ".tip")));
            button.getStyleClass()
                    .addAll(
                            "small-toggle",
                            one == all[0] ? "left-pill" : one == all[all.length - 1] ? "right-pill" : "center-pill");
            button.setOnAction(event -> {
                chosen.set(one);
                button.setSelected(true);
            });
            chosen.subscribe(now -> button.setSelected(now == one));
            getChildren().add(button);
        }
    }

    ObjectProperty<E> chosenProperty() {
        return chosen;
    }
}
