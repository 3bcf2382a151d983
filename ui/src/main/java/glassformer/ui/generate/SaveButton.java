package glassformer.ui.generate;

import glassformer.ui.common.Texts;
import glassformer.ui.shell.Dialogs;
import glassformer.ui.worker.Workbench;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A menu that saves what a view shows, in one of several kinds of file.
final class SaveButton<T> extends MenuButton {
    private final ObservableValue<? extends @Nullable T> shown;
    private final String key;
    private final Workbench bench;

    /// Writes one kind of file.
    record Kind<T>(String ending, Body<T> body) {}

    interface Body<T> {
        void write(T shown, Writer out) throws IOException;
    }

    /// @param id  of this button; each item's is followed by a hyphen and the ending
    /// @param key of the texts: what is saved; each item's is followed by a dot and the ending
    SaveButton(
            String id, String key, ObservableValue<? extends @Nullable T> shown, List<Kind<T>> kinds, Workbench bench) {
        super(null, new FontIcon(Feather.DOWNLOAD));
        this.shown = shown;
        this.key = key;
        this.bench = bench;
        Texts texts = bench.texts();
        setId(id);
        getStyleClass().addAll("button-icon", "flat", "small-icon", "no-arrow", "export-button");
        setAccessibleText(texts.get(key));
        setTooltip(new Tooltip(texts.get(key)));
        setMinWidth(Region.USE_PREF_SIZE);
        disableProperty().bind(shown.map(value -> false).orElse(true));
        for (Kind<T> kind : kinds) {
            var item = new MenuItem(texts.get(key + "." + kind.ending()));
            item.setId(id + "-" + kind.ending());
            item.setOnAction(event -> save(kind));
            getItems().add(item);
        }
    }

    private void save(Kind<T> kind) {
        T value = shown.getValue();
        if (value == null) return;
        Texts texts = bench.texts();
        var kinds = List.of(new Dialogs.FileKind(texts.get(key + "." + kind.ending()), "*." + kind.ending()));
        bench.dialogs()
                .saveFile(texts.get(key), texts.get(key + ".file") + "." + kind.ending(), kinds)
                .ifPresent(file -> write(kind, value, file));
    }

    private void write(Kind<T> kind, T value, Path file) {
        try (Writer out = Files.newBufferedWriter(file)) {
            kind.body().write(value, out);
        } catch (IOException e) {
            Texts texts = bench.texts();
            bench.dialogs().error(texts.get(key), texts.get("generate.save.failed", file), e.toString());
        }
    }
}
