package glassformer.ui.tokens;

import glassformer.ui.common.ProblemLabel;
import glassformer.ui.common.Texts;
import glassformer.ui.shell.Dialogs;
import glassformer.ui.text.ColouredTokens;
import glassformer.ui.theme.Palette;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The same text under several tokenizers, one below the other.
final class ComparedPane extends VBox {
    private final ComparedViewModel model;
    private final Texts texts;
    private final ObservableValue<Palette> palette;
    private final VBox cards = new VBox();
    private final Map<ComparedTokenizer, Region> made = new HashMap<>();

    ComparedPane(ComparedViewModel model, Texts texts, ObservableValue<Palette> palette, Dialogs dialogs) {
        this.model = model;
        this.texts = texts;
        this.palette = palette;
        getStyleClass().add("spacing-10");
        cards.getStyleClass().add("spacing-10");
        var scroll = new ScrollPane(cards);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(adding(dialogs), scroll);
        model.tokenizers().addListener((ListChangeListener<ComparedTokenizer>) change -> show());
        show();
    }

    private HBox adding(Dialogs dialogs) {
        var place = new TextField();
        place.setId("tokens-place");
        place.setPromptText(texts.get("tokens.compare.place"));
        place.setAccessibleText(texts.get("tokens.compare.place"));
        place.setTooltip(new Tooltip(texts.get("tokens.compare.place.tip")));
        place.textProperty().bindBidirectional(model.placeProperty());
        place.setOnAction(event -> model.add());
        HBox.setHgrow(place, Priority.ALWAYS);
        Button add = button("add", model::add);
        add.disableProperty().bind(model.placeProperty().isEmpty());
        Button file = button("file", () -> dialogs.openFile(
                        texts.get("tokens.compare.file"),
                        List.of(new Dialogs.FileKind(texts.get("tokens.compare.file.kind"), "*.json")))
                .ifPresent(found -> {
                    model.placeProperty().set(found.toString());
                    model.add();
                }));
        Button folder = button("folder", () -> dialogs.chooseFolder(texts.get("tokens.compare.folder"))
                .ifPresent(found -> {
                    model.placeProperty().set(found.toString());
                    model.add();
                }));
        var row = new HBox(place, add, file, folder, button("lab", model::addLabs));
        row.getStyleClass().add("panel-header");
        return row;
    }

    private Button button(String name, Runnable action) {
        var button = new Button(texts.get("tokens.compare." + name));
        button.setId("tokens-compare-" + name);
        button.setMinWidth(USE_PREF_SIZE);
        button.setTooltip(new Tooltip(texts.get("tokens.compare." + name + ".tip")));
        button.setOnAction(event -> action.run());
        return button;
    }

    private void show() {
        made.keySet().retainAll(model.tokenizers());
        cards.getChildren()
                .setAll(model.tokenizers().stream()
                        .map(one -> made.computeIfAbsent(one, this::card))
                        .toList());
    }

    private Region card(ComparedTokenizer tokenizer) {
        var name = new Label(tokenizer.name());
        name.getStyleClass().add("section-title");
        name.setMinWidth(0);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var busy = new ProgressIndicator();
        busy.setPrefSize(16, 16);
        busy.visibleProperty().bind(tokenizer.busyProperty());
        var head = new HBox(name, gap, busy);
        head.getStyleClass().add("panel-header");
        if (tokenizer.added()) head.getChildren().add(remove(tokenizer));
        var figures = new TokenFigures("compared-figure", texts);
        var tokens = new ColouredTokens(texts, palette);
        tokens.getStyleClass().add("compared-tokens");
        tokens.emptyTextProperty().set(texts.get("tokens.compare.empty"));
        tokenizer.cutProperty().subscribe(cut -> {
            figures.show(cut);
            tokens.setTokens(cut == null ? List.of() : cut.tokens());
        });
        var problem = new ProblemLabel("compared-problem", tokenizer.problemProperty());
        var card = new VBox(head, problem, figures, tokens);
        card.getStyleClass().addAll("card", "spacing-4", "compared-card");
        return card;
    }

    private Button remove(ComparedTokenizer tokenizer) {
        var remove = new Button(null, new FontIcon(Feather.X));
        remove.getStyleClass().addAll("button-icon", "flat", "small-icon");
        String text = texts.get("tokens.compare.remove", tokenizer.name());
        remove.setAccessibleText(text);
        remove.setTooltip(new Tooltip(text));
        remove.setMinWidth(USE_PREF_SIZE);
        remove.setOnAction(event -> model.remove(tokenizer));
        return remove;
    }
}
