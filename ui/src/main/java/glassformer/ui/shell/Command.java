package glassformer.ui.shell;

import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;

/// Something the person can do from the top bar or the keyboard.
public interface Command {
    /// A short stable name, also the id of the button (`command-<id>`).
    String id();

    /// What it does, in the window's language.
    String text();

    Ikon icon();

    /// The keys that run it, or null.
    @Nullable
    KeyCombination accelerator();

    /// Whether it can run now.
    ObservableValue<Boolean> enabled();

    void run();

    /// A command from its parts; `shortcut` as in [KeyCombination#valueOf], for example `Shortcut+S`.
    static Command of(
            String id,
            String text,
            Ikon icon,
            @Nullable String shortcut,
            ObservableValue<Boolean> enabled,
            Runnable action) {
        KeyCombination keys = shortcut == null ? null : KeyCombination.valueOf(shortcut);
        return new Parts(id, text, icon, keys, enabled, action);
    }

    /// A command that can always run.
    static Command of(String id, String text, Ikon icon, @Nullable String shortcut, Runnable action) {
        return of(id, text, icon, shortcut, new ReadOnlyBooleanWrapper(true), action);
    }

    /// @hidden the plain implementation behind [#of]
    record Parts(
            String id,
            String text,
            Ikon icon,
            @Nullable KeyCombination accelerator,
            ObservableValue<Boolean> enabled,
            Runnable action)
            implements Command {
        @Override
        public void run() {
            action.run();
        }
    }
}
