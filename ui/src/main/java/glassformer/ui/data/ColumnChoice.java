package glassformer.ui.data;

import glassformer.ui.common.Texts;
import glassformer.ui.field.FieldEditor;
import glassformer.ui.field.LabField;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// Chooses which column of a table the lab reads as what.
final class ColumnChoice extends VBox {
    private final LabField field;
    private final boolean optional;
    private final Texts texts;
    private final ComboBox<String> combo = new ComboBox<>();
    private List<String> columns = List.of();
    private boolean filling;

    /// @param optional whether there may be none
    ColumnChoice(LabField field, boolean optional, Texts texts) {
        this.field = field;
        this.optional = optional;
        this.texts = texts;
        getStyleClass().addAll("spacing-4", "column-choice");
        combo.setId("column-" + field.key().substring("data.".length()));
        combo.setMaxWidth(Double.MAX_VALUE);
        combo.setAccessibleText(field.name());
        combo.setTooltip(FieldEditor.tooltip(field));
        combo.setConverter(new StringConverter<>() {
            @Override
            public String toString(String column) {
                return column == null ? "" : column.isEmpty() ? texts.get("data.column.none") : column;
            }

            @Override
            public String fromString(String text) {
                return text;
            }
        });
        combo.setOnAction(event -> {
            String chosen = combo.getValue();
            if (!filling && chosen != null && !chosen.equals(field.value())) field.set(chosen);
        });
        var caption = new Label(field.name());
        caption.getStyleClass().add("stat-caption");
        caption.setLabelFor(combo);
        getChildren().addAll(caption, combo);
        field.valueProperty().subscribe(value -> fill());
    }

    void offer(List<String> names) {
        columns = names;
        fill();
    }

    /// What the lab says is shown even where the table has no such column.
    private void fill() {
        String now = (String) field.value();
        List<String> all = new ArrayList<>();
        if (optional) all.add("");
        all.addAll(columns);
        if (!all.contains(now)) all.add(now);
        filling = true;
        if (!combo.getItems().equals(all)) combo.getItems().setAll(all);
        combo.setValue(now);
        filling = false;
    }
}
