package glassformer.ui.data;

import glassformer.ui.common.Texts;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// What can be looked at beside the data, one at a time: those that the lab's task has.
final class DataTabs extends VBox {
    enum Tab {
        TOKENIZER,
        REPORT,
        MASKS,
        AUGMENTATION
    }

    private final Texts texts;
    private final ToggleGroup group = new ToggleGroup();
    private final Map<Tab, ToggleButton> buttons = new EnumMap<>(Tab.class);
    private final HBox bar = new HBox();
    private final StackPane content = new StackPane();

    DataTabs(Texts texts) {
        this.texts = texts;
        getStyleClass().addAll("data-panel", "data-side");
        bar.getStyleClass().add("data-tabs");
        VBox.setVgrow(content, Priority.ALWAYS);
        getChildren().addAll(bar, content);
        group.selectedToggleProperty().subscribe((before, now) -> {
            if (now == null && before != null) before.setSelected(true); // one is always chosen
        });
    }

    /// @param applies whether the lab's task has it
    void add(Tab tab, Region panel, ObservableValue<Boolean> applies) {
        String key = tab.name().toLowerCase(Locale.ROOT);
        var button = new ToggleButton(texts.get("data.tab." + key));
        button.setId("data-tab-" + key);
        button.setMinWidth(USE_PREF_SIZE);
        button.setTooltip(new Tooltip(texts.get("data.tab." + key + ".tip")));
        button.getStyleClass().add("small-toggle");
        button.setToggleGroup(group);
        button.managedProperty().bind(button.visibleProperty());
        panel.visibleProperty().bind(button.selectedProperty());
        panel.managedProperty().bind(panel.visibleProperty());
        buttons.put(tab, button);
        bar.getChildren().add(button);
        content.getChildren().add(panel);
        if (group.getSelectedToggle() == null) button.setSelected(true);
        applies.subscribe(has -> {
            button.setVisible(has);
            if (!has && button.isSelected()) select(Tab.TOKENIZER);
            boolean choice =
                    buttons.values().stream().filter(ToggleButton::isVisible).count() > 1;
            bar.setVisible(choice);
            bar.setManaged(choice);
        });
    }

    private void select(Tab tab) {
        Toggle button = buttons.get(tab);
        if (button != null) group.selectToggle(button);
    }
}
