package glassformer.ui.tokens;

import glassformer.ui.common.Format;
import glassformer.ui.common.Texts;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// How a tokenizer fits the text, in five numbers.
final class TokenFigures extends FlowPane {
    private static final List<String> NAMES = List.of("vocabulary", "tokens", "perWord", "bytes", "unknown");

    private final Format format;
    private final List<Label> numbers;

    /// @param id of each number, followed by a hyphen and its name
    TokenFigures(String id, Texts texts) {
        this.format = texts.format();
        getStyleClass().add("token-figures");
        this.numbers = NAMES.stream().map(name -> number(id, name, texts)).toList();
    }

    private Label number(String id, String name, Texts texts) {
        var caption = new Label(texts.get("tokens.figure." + name));
        caption.getStyleClass().add("stat-caption");
        caption.setMinWidth(USE_PREF_SIZE);
        var number = new Label();
        number.setId(id + "-" + name);
        number.getStyleClass().add("stat-value");
        number.setMinWidth(USE_PREF_SIZE);
        caption.setLabelFor(number);
        var box = new VBox(caption, number);
        Tooltip.install(box, new Tooltip(texts.get("tokens.figure." + name + ".tip")));
        getChildren().add(box);
        return number;
    }

    void show(@Nullable CutText cut) {
        List<String> values = cut == null
                ? NAMES.stream().map(name -> "–").toList()
                : List.of(
                        format.whole(cut.vocabulary()),
                        format.whole(cut.stats().tokens()),
                        format.number(cut.stats().tokensPerWord()),
                        format.number(cut.stats().bytesPerToken()),
                        format.percent(cut.stats().unknownRate()));
        for (int i = 0; i < values.size(); i++) numbers.get(i).setText(values.get(i));
    }
}
