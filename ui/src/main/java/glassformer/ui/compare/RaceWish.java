package glassformer.ui.compare;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// A race that another page wishes for: the Compare page shows its form, filled in.
public final class RaceWish {
    private final ObjectProperty<@Nullable Varied> wished = new SimpleObjectProperty<>(this, "wished", null);

    /// @param key    the setting to vary
    /// @param values as typed
    record Varied(String key, List<String> values) {}

    /// Wishes for a race of the open lab that varies one setting.
    public void vary(String key, List<String> values) {
        wished.set(new Varied(key, List.copyOf(values)));
    }

    /// Null once it was taken up.
    ObjectProperty<@Nullable Varied> wishedProperty() {
        return wished;
    }
}
