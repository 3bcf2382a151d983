package glassformer.ui.generate;

import glassformer.answer.AnswerKind;
import glassformer.ui.common.Texts;
import glassformer.ui.text.ColouredTokens;
import glassformer.ui.text.Token;
import glassformer.ui.worker.Workbench;
import glassformer.worker.WorkerEvents;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The text as it comes: as tokens, of which one can be chosen, or as plain text to read and copy.
final class OutputCard extends VBox {
    private final GenerateViewModel model;
    private final Texts texts;

    OutputCard(GenerateViewModel model, Workbench bench) {
        this.model = model;
        this.texts = bench.texts();
        getStyleClass().add("card");
        var tokens = tokens(bench);
        var plain = plain();
        var toggle = new ToggleButton(texts.get("generate.plain"));
        toggle.setId("generate-plain");
        toggle.getStyleClass().add("small-toggle");
        toggle.setTooltip(new Tooltip(texts.get("generate.plain.tip")));
        toggle.setMinWidth(Region.USE_PREF_SIZE);
        plain.visibleProperty().bind(toggle.selectedProperty());
        tokens.visibleProperty().bind(toggle.selectedProperty().not());
        var both = new StackPane(tokens, plain);
        VBox.setVgrow(both, Priority.ALWAYS);
        getChildren().addAll(header(toggle), both);
    }

    private HBox header(ToggleButton toggle) {
        var title = new Label(texts.get("generate.text"));
        title.getStyleClass().add("section-title");
        model.kindProperty()
                .subscribe(kind -> title.setText(
                        texts.get(kind == AnswerKind.TRANSLATION ? "generate.text.translation" : "generate.text")));
        title.setMinWidth(Region.USE_PREF_SIZE);
        var outcome = new Label();
        outcome.setId("generate-outcome");
        outcome.getStyleClass().addAll("text-muted", "text-small");
        outcome.textProperty().bind(model.outcomeProperty());
        outcome.setMinWidth(0);
        outcome.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(outcome, Priority.ALWAYS);
        var copy = new Button(null, new FontIcon(Feather.COPY));
        copy.setId("generate-copy");
        copy.getStyleClass().addAll("button-icon", "flat", "small-icon");
        copy.setTooltip(new Tooltip(texts.get("generate.copy")));
        copy.setAccessibleText(texts.get("generate.copy"));
        copy.disableProperty().bind(model.textProperty().isEmpty());
        copy.setOnAction(event -> copy());
        var back = step("generate-back", "generate.back", Feather.SKIP_BACK, () -> model.stepping()
                .back());
        back.disableProperty()
                .bind(model.generatingProperty()
                        .or(model.stepping().busyProperty())
                        .or(Bindings.isEmpty(model.tokens())));
        var next = step("generate-next", "generate.next", Feather.SKIP_FORWARD, () -> model.stepping()
                .next());
        next.disableProperty()
                .bind(model.canGenerateProperty().not().or(model.stepping().busyProperty()));
        var header = new HBox(title, outcome, back, next, toggle, copy);
        header.getStyleClass().add("panel-header");
        return header;
    }

    private Button step(String id, String key, Feather icon, Runnable press) {
        var button = new Button(texts.get(key), new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().add("small");
        button.setTooltip(new Tooltip(texts.get(key + ".tip")));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> press.run());
        return button;
    }

    private ColouredTokens tokens(Workbench bench) {
        var view = new ColouredTokens(texts, bench.palette());
        view.setId("generate-tokens");
        view.emptyTextProperty().bind(model.emptyProperty());
        model.tokens().addListener((ListChangeListener<WorkerEvents.Token>) change -> {
            while (change.next()) {
                if (change.wasRemoved()) view.setTokens(shown(model.tokens()));
                else view.addTokens(shown(List.copyOf(change.getAddedSubList())));
            }
        });
        view.selectedProperty().bindBidirectional(model.selectedProperty());
        view.pointedProperty().subscribe(place -> model.pointedProperty().set(place.intValue()));
        return view;
    }

    private TextArea plain() {
        var area = new TextArea();
        area.setEditable(false);
        area.setWrapText(true);
        area.setAccessibleText(texts.get("generate.text"));
        area.promptTextProperty().bind(model.emptyProperty());
        // The prompt belongs to what one reads, but comes back to the end with each change.
        area.textProperty()
                .bind(Bindings.when(model.textProperty()
                                .isEmpty()
                                .or(model.kindProperty().isEqualTo(AnswerKind.TRANSLATION)))
                        .then(model.textProperty())
                        .otherwise(Bindings.concat(model.promptProperty(), model.textProperty())));
        model.textProperty().subscribe(text -> area.positionCaret(area.getLength()));
        return area;
    }

    private static List<Token> shown(List<WorkerEvents.Token> tokens) {
        // A token that leaves a character unfinished adds no text yet, but has a name.
        return tokens.stream()
                .map(token -> new Token(token.token(), token.text().isEmpty() ? token.piece() : token.text()))
                .toList();
    }

    private void copy() {
        var content = new ClipboardContent();
        content.putString(model.textProperty().get());
        Clipboard.getSystemClipboard().setContent(content);
    }
}
