package glassformer.ui.devices;

import glassformer.ui.common.Texts;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Code to read and to copy.
final class CodePane extends VBox {
    private final Label title = new Label();
    private final TextArea area = new TextArea();

    /// @param id   of the area; the button's ends in `-copy`
    /// @param copy what the button is for
    CodePane(String id, String copy, Texts texts) {
        getStyleClass().add("code-pane");
        title.setId(id + "-title");
        title.getStyleClass().add("section-title");
        title.setMinWidth(0);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        var button = new Button(null, new FontIcon(Feather.COPY));
        button.setId(id + "-copy");
        button.getStyleClass().addAll("button-icon", "flat", "small-icon");
        button.setTooltip(new Tooltip(texts.get(copy)));
        button.setAccessibleText(texts.get(copy));
        button.disableProperty().bind(Bindings.isEmpty(area.textProperty()));
        button.setOnAction(event -> {
            var content = new ClipboardContent();
            content.putString(area.getText());
            Clipboard.getSystemClipboard().setContent(content);
        });
        var row = new HBox(title, button);
        row.setAlignment(Pos.CENTER_LEFT);
        area.setId(id);
        area.setEditable(false);
        area.accessibleTextProperty().bind(title.textProperty());
        VBox.setVgrow(area, Priority.ALWAYS);
        getChildren().addAll(row, area);
    }

    void show(String heading, String code) {
        title.setText(heading);
        area.setText(code);
        area.positionCaret(0);
        area.setScrollTop(0);
        area.setScrollLeft(0);
    }
}
