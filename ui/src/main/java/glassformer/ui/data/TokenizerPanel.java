package glassformer.ui.data;

import glassformer.ui.common.Format;
import glassformer.ui.common.ProblemLabel;
import glassformer.ui.common.Texts;
import glassformer.ui.field.CaptionedField;
import glassformer.ui.text.ColouredTokens;
import glassformer.ui.theme.Palette;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Trains a tokenizer on the text and shows what it does with it.
final class TokenizerPanel extends VBox {
    private final DataViewModel data;
    private final TokenizerViewModel model;
    private final Texts texts;
    private final Format format;

    TokenizerPanel(DataViewModel data, TokenizerViewModel model, Texts texts, ObservableValue<Palette> palette) {
        this.data = data;
        this.model = model;
        this.texts = texts;
        this.format = texts.format();
        getStyleClass().add("tokenizer-panel");
        getChildren()
                .addAll(
                        head(),
                        settings(),
                        progress(),
                        new ProblemLabel("tokenizer-problem", model.problemProperty()),
                        stats(),
                        tokens(palette),
                        tables());
    }

    private Region head() {
        var title = new Label(texts.get("data.tokenizer"));
        title.getStyleClass().add("section-title");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var train = new Button(texts.get("data.train"), new FontIcon(Feather.SCISSORS));
        train.setId("train-tokenizer");
        train.setMinWidth(USE_PREF_SIZE);
        train.setTooltip(new Tooltip(texts.get("data.train.tip")));
        train.disableProperty()
                .bind(model.trainingProperty().or(data.sampleProperty().isNull()));
        train.setOnAction(event -> model.train());
        var row = new HBox(title, gap, train);
        row.getStyleClass().add("data-head");
        return row;
    }

    private Region settings() {
        var kind = new CaptionedField(data.field("tokenizer.kind"));
        HBox.setHgrow(kind, Priority.ALWAYS);
        var size = new CaptionedField(data.field("tokenizer.vocabSize"));
        size.setMaxWidth(130);
        size.setMinWidth(110);
        var row = new HBox(kind, size);
        row.getStyleClass().add("tokenizer-settings");
        return row;
    }

    private Region progress() {
        var bar = new ProgressBar();
        bar.setId("tokenizer-progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty().bind(model.progressProperty());
        HBox.setHgrow(bar, Priority.ALWAYS);
        var percent = new Label();
        percent.setMinWidth(44);
        percent.textProperty().bind(model.progressProperty().map(done -> Math.round(done.doubleValue() * 100) + " %"));
        var cancel = new Button(texts.get("dialog.cancel"));
        cancel.setId("cancel-tokenizer");
        cancel.getStyleClass().add("small");
        cancel.setOnAction(event -> model.cancel());
        var row = new HBox(bar, percent, cancel);
        row.getStyleClass().add("panel-header");
        row.visibleProperty().bind(model.trainingProperty());
        row.managedProperty().bind(row.visibleProperty());
        return row;
    }

    private Region stats() {
        var row = new HBox(
                stat("vocabulary", this::vocabulary),
                stat("charactersPerToken", t -> format.number(t.stats().charactersPerToken())),
                stat("tokensPerWord", t -> format.number(t.stats().tokensPerWord())),
                stat("used", t -> format.whole(t.stats().usedTokens())));
        row.getStyleClass().add("data-counts");
        return whenTrained(row);
    }

    /// A text has often fewer pieces than were planned.
    private String vocabulary(TrainedTokenizer trained) {
        long planned = trained.planned();
        int found = trained.tokenizer().vocabSize();
        return found == planned
                ? format.whole(found)
                : texts.get("data.stat.vocabulary.of", format.whole(found), format.whole(planned));
    }

    private Stat stat(String name, Function<TrainedTokenizer, String> value) {
        var stat = new Stat("stat-" + name, texts.get("data.stat." + name), texts.get("data.stat." + name + ".tip"));
        model.tokenizerProperty().subscribe(trained -> stat.show(trained == null ? "" : value.apply(trained)));
        return stat;
    }

    private ColouredTokens tokens(ObservableValue<Palette> palette) {
        var tokens = new ColouredTokens(texts, palette);
        tokens.setId("data-tokens");
        model.tokensProperty().subscribe(tokens::setTokens);
        model.stateProperty().subscribe(state -> tokens.emptyTextProperty()
                .set(texts.get(
                        switch (state) {
                            case NONE, FAILED -> "data.tokens.none";
                            case TRAINING -> "data.tokens.training";
                            case TRAINED -> "data.tokens.cutting";
                            case OUTDATED -> "data.tokens.outdated";
                        })));
        VBox.setVgrow(tokens, Priority.ALWAYS);
        return tokens;
    }

    private Region tables() {
        var frequent = new TokenTable(texts, "frequent", TokenTable.Order.FREQUENT);
        var longest = new TokenTable(texts, "longest", TokenTable.Order.LONGEST);
        model.tokenizerProperty().subscribe(trained -> {
            frequent.show(trained);
            longest.show(trained);
        });
        HBox.setHgrow(frequent, Priority.ALWAYS);
        HBox.setHgrow(longest, Priority.ALWAYS);
        var row = new HBox(frequent, longest);
        row.getStyleClass().add("spacing-16");
        return whenTrained(row);
    }

    private <T extends Region> T whenTrained(T region) {
        region.visibleProperty().bind(model.tokenizerProperty().isNotNull());
        region.managedProperty().bind(region.visibleProperty());
        return region;
    }
}
