package glassformer.ui.text;

import glassformer.ui.common.OncePerPulse;
import glassformer.ui.common.Texts;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Text that grows while it is generated; it can be selected and copied at any time.
///
/// Whatever is appended between two pulses becomes one change. The view follows the end until the person places the
/// cursor elsewhere, and again after it returns to the end.
public final class StreamingText extends StackPane {
    private final TextArea area = new TextArea();
    private final StringBuilder waiting = new StringBuilder();
    private final BooleanProperty streaming = new SimpleBooleanProperty(this, "streaming", false);
    private final OncePerPulse flush = new OncePerPulse(this::flush);

    public StreamingText(Texts texts) {
        getStyleClass().add("streaming-text");
        area.setEditable(false);
        area.setWrapText(true);
        area.setPromptText(texts.get("streaming.empty"));
        area.setAccessibleText(texts.get("streaming.name"));
        var copy = new Button(null, new FontIcon(Feather.COPY));
        copy.getStyleClass().addAll("button-icon", "flat", "small-icon", "streaming-copy");
        copy.setTooltip(new Tooltip(texts.get("streaming.copy")));
        copy.setAccessibleText(texts.get("streaming.copy"));
        copy.visibleProperty().bind(Bindings.isNotEmpty(area.textProperty()));
        copy.setOnAction(event -> copyAll());
        StackPane.setAlignment(copy, Pos.TOP_RIGHT);
        getChildren().addAll(area, copy);
        streaming.subscribe(on -> pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("streaming"), on));
    }

    /// Adds to the end at the next pulse. Call on the JavaFX thread.
    public void append(String piece) {
        waiting.append(piece);
        flush.request();
    }

    /// Replaces everything, at once.
    public void setText(String text) {
        waiting.setLength(0);
        area.setText(text);
        area.positionCaret(text.length());
    }

    public void clear() {
        setText("");
    }

    /// What is shown, without what waits for the next pulse.
    public ObservableValue<String> textProperty() {
        return area.textProperty();
    }

    /// Whether more is to come; gives the frame the accent colour.
    public BooleanProperty streamingProperty() {
        return streaming;
    }

    private void flush() {
        if (waiting.isEmpty()) return;
        String piece = waiting.toString();
        waiting.setLength(0);
        boolean follow = area.getCaretPosition() == area.getLength()
                && area.getSelection().getLength() == 0;
        double top = area.getScrollTop();
        var selection = area.getSelection();
        area.appendText(piece);
        if (follow) return;
        area.selectRange(selection.getStart(), selection.getEnd());
        area.setScrollTop(top);
    }

    private void copyAll() {
        var content = new ClipboardContent();
        content.putString(area.getText());
        Clipboard.getSystemClipboard().setContent(content);
    }
}
