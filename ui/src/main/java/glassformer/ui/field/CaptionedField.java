package glassformer.ui.field;

import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// A field's editor below its name.
public final class CaptionedField extends VBox {
    public CaptionedField(LabField field) {
        var editor = new FieldEditor(field);
        var caption = new Label(field.name());
        caption.getStyleClass().add("stat-caption");
        caption.setLabelFor(editor.control());
        caption.setMinWidth(USE_PREF_SIZE);
        getStyleClass().add("spacing-4");
        getChildren().addAll(caption, editor);
    }
}
