package glassformer.ui.tokens;

import glassformer.text.Tokenizers;
import glassformer.ui.common.ProblemLabel;
import glassformer.ui.common.Texts;
import glassformer.ui.common.Words;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// The text, and what is trained on it.
final class TextSide extends VBox {
    private static final int MOST_TOKENS = 1_000_000;

    private final Texts texts;

    TextSide(TokensViewModel model, Texts texts) {
        this.texts = texts;
        getStyleClass().addAll("data-panel", "tokens-text");
        var title = new Label(texts.get("tokens.text"));
        title.getStyleClass().add("section-title");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var ofLab = new Button(texts.get("tokens.text.lab"));
        ofLab.setId("tokens-lab-text");
        ofLab.getStyleClass().add("small");
        ofLab.setMinWidth(USE_PREF_SIZE);
        ofLab.setTooltip(new Tooltip(texts.get("tokens.text.lab.tip")));
        ofLab.setOnAction(event -> model.takeLabsText());
        var head = new HBox(title, gap, ofLab);
        head.getStyleClass().add("data-head");
        TextArea area = area(model);
        title.setLabelFor(area);
        var hint = new Label(texts.get(
                "tokens.text.hint",
                texts.format().whole(TokensViewModel.MOST_CHARACTERS),
                texts.format().whole(CutText.SHOWN)));
        hint.getStyleClass().addAll("text-muted", "text-small");
        hint.setWrapText(true);
        hint.setMinHeight(USE_PREF_SIZE);
        getChildren()
                .addAll(head, area, hint, settings(model), new ProblemLabel("tokens-problem", model.problemProperty()));
    }

    /// What is typed or pasted beyond the limit is not taken: a text area lays all of its text out at once.
    private TextArea area(TokensViewModel model) {
        var area = new TextArea();
        area.setId("tokens-text");
        area.setWrapText(true);
        area.setAccessibleText(texts.get("tokens.text"));
        area.setPromptText(texts.get("tokens.text.empty"));
        area.setTextFormatter(new TextFormatter<>(change -> {
            int over = change.getControlNewText().length() - TokensViewModel.MOST_CHARACTERS;
            if (over > 0) {
                String added = change.getText();
                int kept = Math.max(0, added.length() - over);
                change.setText(added.substring(0, kept));
                int caret = Math.min(change.getCaretPosition(), TokensViewModel.MOST_CHARACTERS);
                change.selectRange(caret, caret);
            }
            return change;
        }));
        area.textProperty().bindBidirectional(model.textProperty());
        VBox.setVgrow(area, Priority.ALWAYS);
        return area;
    }

    private HBox settings(TokensViewModel model) {
        var kind = new ComboBox<String>();
        kind.setId("tokens-kind");
        kind.getItems().setAll(Tokenizers.MERGED);
        kind.setConverter(new Words<>(one -> texts.get("tokens.kind." + one)));
        kind.valueProperty().bindBidirectional(model.kindProperty());
        kind.setMaxWidth(Double.MAX_VALUE);
        var size = new Spinner<>(factory(model));
        size.setId("tokens-vocabulary");
        size.setEditable(true);
        size.setPrefWidth(130);
        HBox named = new HBox(captioned("tokens.kind", kind), captioned("tokens.vocabulary", size));
        HBox.setHgrow(named.getChildren().getFirst(), Priority.ALWAYS);
        named.getStyleClass().add("tokenizer-settings");
        return named;
    }

    private VBox captioned(String key, Node control) {
        var caption = new Label(texts.get(key));
        caption.getStyleClass().addAll("text-muted", "text-small");
        caption.setLabelFor(control);
        var tip = new Tooltip(texts.get(key + ".tip"));
        tip.setWrapText(true);
        tip.setMaxWidth(320);
        caption.setTooltip(tip);
        var box = new VBox(caption, control);
        box.getStyleClass().add("spacing-4");
        return box;
    }

    private static SpinnerValueFactory<Integer> factory(TokensViewModel model) {
        var factory = new SpinnerValueFactory.IntegerSpinnerValueFactory(
                1, MOST_TOKENS, model.vocabSizeProperty().get(), 10);
        factory.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Integer number) {
                return number == null ? "" : number.toString();
            }

            @Override
            public Integer fromString(String typed) {
                try {
                    return Integer.parseInt(typed.strip());
                } catch (NumberFormatException e) {
                    return model.vocabSizeProperty().get(); // what is no number changes nothing
                }
            }
        });
        factory.valueProperty().subscribe(now -> {
            if (now != null) model.vocabSizeProperty().set(now);
        });
        model.vocabSizeProperty().subscribe(now -> factory.setValue(now.intValue()));
        return factory;
    }
}
