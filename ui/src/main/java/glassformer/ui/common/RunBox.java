package glassformer.ui.common;

import java.nio.file.Path;
import javafx.beans.property.ObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/// A choice among runs by their folders' names.
public final class RunBox extends ComboBox<Path> {
    public RunBox(String id, String tip, ObservableList<Path> runs, ObjectProperty<@Nullable Path> chosen) {
        super(runs);
        setId(id);
        setPromptText(tip);
        setTooltip(new Tooltip(tip));
        setAccessibleText(tip);
        setMinWidth(120);
        setPrefWidth(210);
        setConverter(new Words<>(run -> String.valueOf(run.getFileName())));
        chosen.subscribe(run -> setValue(run));
        // A list that is replaced takes the value with it.
        runs.addListener((ListChangeListener<Path>) change -> setValue(chosen.get()));
        setOnAction(event -> {
            Path run = getValue();
            if (run != null) chosen.set(run);
        });
    }
}
