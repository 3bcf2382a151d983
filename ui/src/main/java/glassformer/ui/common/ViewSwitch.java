package glassformer.ui.common;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// A row of buttons, one of which is down.
public final class ViewSwitch<E extends Enum<E>> extends HBox {
    private static final List<String> PLACES = List.of("left-pill", "center-pill", "right-pill");

    private final ObjectProperty<E> chosen;
    private final Map<E, ToggleButton> buttons;

    /// @param first the one that is down at first
    /// @param id    of each button, followed by a hyphen and the constant's name
    /// @param key   of each text, followed by a dot and the constant's name; its tooltip's ends in `.tip`
    public ViewSwitch(Class<E> type, E first, String id, String key, Texts texts) {
        chosen = new SimpleObjectProperty<>(this, "chosen", first);
        setMinWidth(Region.USE_PREF_SIZE);
        setAlignment(Pos.CENTER_LEFT);
        buttons = new EnumMap<>(type);
        var group = new ToggleGroup();
        E[] all = type.getEnumConstants();
        for (E one : all) {
            String name = one.name().toLowerCase(Locale.ROOT);
            var button = new ToggleButton(texts.get(key + "." + name));
            button.setId(id + "-" + name);
            button.setToggleGroup(group);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setTooltip(new Tooltip(texts.get(key + "." + name + ".tip")));
            button.getStyleClass().add("small-toggle");
            button.setOnAction(event -> {
                chosen.set(one);
                button.setSelected(true);
            });
            chosen.subscribe(now -> button.setSelected(now == one));
            buttons.put(one, button);
        }
        show(List.of(all));
    }

    /// Shows only some of the buttons, in their order; where the one that is down is not among them, the first is.
    ///
    /// @param some at least one
    public void show(List<E> some) {
        getChildren().clear();
        for (E one : some) {
            ToggleButton button = Objects.requireNonNull(buttons.get(one));
            button.getStyleClass().removeAll(PLACES);
            if (some.size() > 1) {
                button.getStyleClass().add(place(some.indexOf(one), some.size()));
            }
            getChildren().add(button);
        }
        if (!some.contains(chosen.get())) {
            chosen.set(some.getFirst());
        }
    }

    private static String place(int index, int count) {
        return PLACES.get(index == 0 ? 0 : index == count - 1 ? 2 : 1);
    }

    public ObjectProperty<E> chosenProperty() {
        return chosen;
    }
}
