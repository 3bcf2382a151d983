package glassformer.ui.data;

import glassformer.ui.common.ProblemLabel;
import glassformer.ui.common.Texts;
import glassformer.ui.data.MaskedPiece.Treatment;
import glassformer.ui.field.CaptionedField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A text of the person's own with the masks that a training would put on it.
final class MasksPanel extends VBox {
    private final MasksViewModel model;
    private final TokenizerViewModel tokenizer;
    private final Texts texts;
    private final FlowPane words = new FlowPane();
    private final VBox empty = new VBox();
    private final Label sentence = new Label();

    MasksPanel(MasksViewModel model, DataViewModel data, TokenizerViewModel tokenizer, Texts texts) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.texts = texts;
        getStyleClass().add("spacing-8");
        words.setId("masked-words");
        words.getStyleClass().add("masked-words");
        empty.getStyleClass().add("masks-empty");
        sentence.setId("masked-sentence");
        sentence.getStyleClass().addAll("text-muted", "text-small");
        sentence.setWrapText(true);
        sentence.setMinHeight(USE_PREF_SIZE);
        getChildren()
                .addAll(
                        head(),
                        written(),
                        new MaskSettings(model, data),
                        new ProblemLabel("masks-problem", model.problemProperty()),
                        words(),
                        sentence,
                        legend());
        model.maskedProperty().subscribe(this::show);
        tokenizer.stateProperty().subscribe(state -> show(model.maskedProperty().get()));
    }

    private Region head() {
        var title = new Label(texts.get("data.masks"));
        title.getStyleClass().add("section-title");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var step = new Label();
        step.setId("mask-step");
        step.getStyleClass().add("text-muted");
        model.stepProperty()
                .subscribe(now ->
                        step.setText(texts.get("data.masks.step", texts.format().whole(now.intValue()))));
        var next = new Button(texts.get("data.masks.next"), new FontIcon(Feather.REFRESH_CW));
        next.setId("mask-next");
        next.setMinWidth(USE_PREF_SIZE);
        next.setTooltip(new Tooltip(texts.get("data.masks.next.tip")));
        next.disableProperty().bind(model.maskedProperty().isNull());
        next.setOnAction(event -> model.next());
        var row = new HBox(title, gap, step, next);
        row.getStyleClass().addAll("data-head", "spacing-8");
        return row;
    }

    private TextArea written() {
        var area = new TextArea();
        area.setId("mask-text");
        area.setWrapText(true);
        area.setPrefRowCount(3);
        area.setMinHeight(64);
        area.setPromptText(texts.get("data.masks.prompt"));
        area.setAccessibleText(texts.get("data.masks.text"));
        area.textProperty().bindBidirectional(model.textProperty());
        return area;
    }

    private ScrollPane words() {
        for (Region content : List.of(words, empty)) content.managedProperty().bind(content.visibleProperty());
        var scroll = new ScrollPane(new VBox(empty, words));
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("documents-scroll", "masked-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        return scroll;
    }

    private Region legend() {
        var rows = new VBox();
        rows.getStyleClass().add("mask-legend");
        for (Treatment treatment : List.of(Treatment.MASKED, Treatment.REPLACED, Treatment.KEPT)) {
            String name = treatment.name().toLowerCase(Locale.ROOT);
            var swatch = new Label(texts.get("data.masks." + name));
            swatch.getStyleClass().addAll("mask-piece", "mask-" + name);
            swatch.setMinWidth(84);
            var words = new Label(texts.get("data.masks." + name + ".help"));
            words.setWrapText(true);
            words.setMinHeight(USE_PREF_SIZE);
            words.getStyleClass().add("text-small");
            HBox.setHgrow(words, Priority.ALWAYS);
            var row = new HBox(swatch, words);
            row.getStyleClass().add("panel-header");
            rows.getChildren().add(row);
        }
        return rows;
    }

    private void show(@Nullable MaskedText masked) {
        words.setVisible(masked != null);
        empty.setVisible(masked == null);
        if (masked == null) {
            empty();
            sentence.setText("");
            return;
        }
        List<HBox> all = new ArrayList<>();
        for (MaskedPiece piece : masked.pieces()) {
            if (piece.starts() || all.isEmpty()) {
                var word = new HBox();
                word.getStyleClass().add("mask-word");
                all.add(word);
            }
            HBox word = all.getLast();
            word.getChildren().add(shown(piece));
            if (word.getChildren().size() == 2 && piece.treatment() != Treatment.PLAIN)
                word.getStyleClass().add("mask-word-cut");
        }
        words.getChildren().setAll(all);
        sentence.setText(summary(masked));
    }

    private void empty() {
        boolean training = tokenizer.trainingProperty().get();
        boolean untrained = tokenizer.tokenizerProperty().get() == null;
        var label = new Label(
                texts.get(training ? "data.tokens.training" : untrained ? "data.masks.untrained" : "data.masks.empty"));
        label.getStyleClass().add("empty-state");
        label.setMaxWidth(Double.MAX_VALUE);
        empty.getChildren().setAll(label);
        if (!untrained || training) return;
        var train = new Button(texts.get("data.train"), new FontIcon(Feather.SCISSORS));
        train.setId("masks-train-tokenizer");
        train.setOnAction(event -> tokenizer.train());
        empty.getChildren().add(train);
    }

    /// The token as the model sees it, and under it what it has to guess.
    private VBox shown(MaskedPiece piece) {
        var token = new Label(piece.shown());
        token.getStyleClass()
                .addAll("mask-piece", "mask-" + piece.treatment().name().toLowerCase(Locale.ROOT));
        token.setMinWidth(USE_PREF_SIZE);
        var column = new VBox(token);
        column.getStyleClass().add("mask-column");
        if (piece.treatment() == Treatment.PLAIN) return column;
        var answer = new Label(piece.original());
        answer.getStyleClass().add("mask-answer");
        answer.setMinWidth(USE_PREF_SIZE);
        column.getChildren().add(answer);
        token.setAccessibleText(texts.get(
                "data.masks.spoken." + piece.treatment().name().toLowerCase(Locale.ROOT),
                piece.shown(),
                piece.original()));
        return column;
    }

    private String summary(MaskedText masked) {
        long hidden = masked.count(Treatment.MASKED);
        long replaced = masked.count(Treatment.REPLACED);
        long kept = masked.count(Treatment.KEPT);
        String counts = texts.get(
                "data.masks.counts",
                texts.format().whole(hidden + replaced + kept),
                texts.format().whole(masked.pieces().size()),
                texts.format().whole(hidden),
                texts.format().whole(replaced),
                texts.format().whole(kept));
        String more = masked.cut() ? " " + texts.get("data.masks.cut") : "";
        return counts + more + (model.dynamicProperty().get() ? "" : " " + texts.get("data.masks.fixed"));
    }

    /// The keys of masking, where the lab has them.
    private static final class MaskSettings extends HBox {
        private final DataViewModel data;

        MaskSettings(MasksViewModel model, DataViewModel data) {
            this.data = data;
            getStyleClass().add("mask-settings");
            model.appliesProperty().subscribe(this::fill);
        }

        private void fill(boolean applies) {
            getChildren().clear();
            if (!applies) return;
            for (String key : List.of("data.maskRate", "data.wholeWords", "data.dynamicMasks")) {
                var column = new CaptionedField(data.field(key));
                column.setPrefWidth(120);
                getChildren().add(column);
            }
        }
    }
}
