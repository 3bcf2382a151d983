package glassformer.ui.common;

import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Tooltip;

/// Chooses a run's checkpoint, the newest first; there is nothing to choose while there is none.
public final class CheckpointBox extends ComboBox<Integer> {
    /// @param tip what the choice is for
    public CheckpointBox(String id, StepChoice choice, Texts texts, String tip) {
        ObservableList<Integer> items = FXCollections.observableArrayList();
        setItems(items);
        setId(id);
        setConverter(new Words<>(
                step -> texts.get("generate.checkpoint", texts.format().whole(step))));
        setPromptText(texts.get("generate.checkpoint.none"));
        setTooltip(new Tooltip(tip));
        setAccessibleText(tip);
        Runnable follow = () -> {
            items.setAll(choice.steps().reversed());
            setValue(choice.steps().isEmpty() ? null : choice.chosen());
            setDisable(items.isEmpty());
        };
        choice.steps().addListener((ListChangeListener<Integer>) change -> follow.run());
        choice.chosenProperty().subscribe((before, after) -> {
            if (items.contains(after.intValue())) setValue(after.intValue());
        });
        follow.run();
        setOnAction(event -> {
            Integer step = getValue();
            if (step != null) choice.chosenProperty().set(step);
        });
    }
}
