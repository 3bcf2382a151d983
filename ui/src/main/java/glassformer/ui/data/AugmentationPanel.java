package glassformer.ui.data;

import glassformer.augment.AugmentationKind;
import glassformer.ui.common.ProblemLabel;
import glassformer.ui.common.Texts;
import glassformer.ui.data.ChangedText.Word;
import glassformer.ui.field.CaptionedField;
import glassformer.ui.shell.Dialogs;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Chooses how training examples are changed, and shows a few before and after.
final class AugmentationPanel extends VBox {
    private final AugmentationViewModel model;
    private final DataViewModel data;
    private final Texts texts;
    private final Dialogs dialogs;
    private final VBox settings = new VBox();
    private final VBox changes = new VBox();

    AugmentationPanel(AugmentationViewModel model, DataViewModel data, Texts texts, Dialogs dialogs) {
        this.model = model;
        this.data = data;
        this.texts = texts;
        this.dialogs = dialogs;
        getStyleClass().add("spacing-8");
        settings.getStyleClass().add("spacing-8");
        changes.setId("augmented-texts");
        changes.getStyleClass().add("documents");
        var scroll = new ScrollPane(changes);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("documents-scroll");
        scroll.setAccessibleText(texts.get("data.augmentation.changes"));
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren()
                .addAll(head(), settings, new ProblemLabel("augmentation-problem", model.problemProperty()), scroll);
        model.appliesProperty().subscribe(applies -> fill());
        model.kindProperty().subscribe(kind -> fill());
        model.changesProperty().subscribe(all -> show());
        model.busyProperty().subscribe(busy -> show());
        model.problemProperty().subscribe(problem -> show());
    }

    private Region head() {
        var title = new Label(texts.get("data.augmentation"));
        title.getStyleClass().add("section-title");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var seed = new Label();
        seed.setId("augmentation-seed");
        seed.getStyleClass().add("text-muted");
        model.seedProperty()
                .subscribe(now -> seed.setText(
                        texts.get("data.augmentation.seed", texts.format().whole(now.intValue()))));
        var again = new Button(texts.get("data.augmentation.again"), new FontIcon(Feather.REFRESH_CW));
        again.setId("augment-again");
        again.setMinWidth(USE_PREF_SIZE);
        again.setTooltip(new Tooltip(texts.get("data.augmentation.again.tip")));
        again.disableProperty()
                .bind(model.busyProperty()
                        .or(model.kindProperty().isEqualTo(AugmentationKind.NONE))
                        .or(model.kindProperty().isEqualTo(AugmentationKind.BACK_TRANSLATION)));
        again.setOnAction(event -> model.again());
        var row = new HBox(title, gap, seed, again);
        row.getStyleClass().addAll("data-head", "spacing-8");
        return row;
    }

    private void fill() {
        settings.getChildren().clear();
        if (!model.appliesProperty().get()) return;
        var kind = new CaptionedField(data.field(AugmentationKind.KEY));
        HBox.setHgrow(kind, Priority.ALWAYS);
        var rate = new CaptionedField(data.field(AugmentationKind.RATE));
        rate.setMinWidth(120);
        rate.setMaxWidth(140);
        var row = new HBox(kind, rate);
        row.getStyleClass().add("tokenizer-settings");
        settings.getChildren().add(row);
        if (model.kindProperty().get() == AugmentationKind.BACK_TRANSLATION) {
            settings.getChildren().addAll(run(AugmentationKind.THERE), run(AugmentationKind.BACK));
        }
    }

    private HBox run(String key) {
        var column = new CaptionedField(data.field(key));
        HBox.setHgrow(column, Priority.ALWAYS);
        var choose = new Button(texts.get("data.augmentation.choose"), new FontIcon(Feather.FOLDER));
        choose.setId("choose-" + key.replace('.', '-'));
        choose.setMinWidth(USE_PREF_SIZE);
        var field = data.field(key);
        choose.setOnAction(event -> dialogs.chooseFolder(texts.get("data.augmentation.choose.title"))
                .ifPresent(folder -> field.set(folder.toString())));
        var row = new HBox(column, choose);
        row.getStyleClass().add("translator-row");
        return row;
    }

    private void show() {
        changes.getChildren().clear();
        List<ChangedText> all = model.changesProperty().get();
        if (all.isEmpty()) {
            String key = model.busyProperty().get()
                    ? "data.augmentation.busy"
                    : switch (model.kindProperty().get()) {
                        case NONE -> "data.augmentation.none";
                        case BACK_TRANSLATION -> "data.augmentation.translators";
                        default -> "data.augmentation.empty";
                    };
            if (!model.problemProperty().get().isEmpty()) return;
            var label = new Label(texts.get(key));
            label.getStyleClass().add("empty-state");
            label.setMaxWidth(Double.MAX_VALUE);
            changes.getChildren().add(label);
            return;
        }
        all.stream().map(this::card).forEach(changes.getChildren()::add);
    }

    private VBox card(ChangedText change) {
        var card = new VBox(line("before", change.before(), "word-gone"));
        card.getStyleClass().addAll("document", "changed-text");
        if (change.same()) {
            var same = new Label(texts.get("data.augmentation.same"));
            same.getStyleClass().addAll("text-muted", "text-small");
            card.getChildren().add(same);
        } else {
            card.getChildren().add(line("after", change.after(), "word-new"));
        }
        return card;
    }

    private HBox line(String side, List<Word> words, String style) {
        var caption = new Label(texts.get("data.augmentation." + side));
        caption.getStyleClass().add("change-side");
        caption.setMinWidth(USE_PREF_SIZE);
        var flow = new TextFlow();
        for (Node word : words.stream().map(word -> text(word, style)).toList()) {
            if (!flow.getChildren().isEmpty()) flow.getChildren().add(new Text(" "));
            flow.getChildren().add(word);
        }
        flow.setAccessibleText(
                caption.getText() + ": " + words.stream().map(Word::text).collect(Collectors.joining(" ")));
        HBox.setHgrow(flow, Priority.ALWAYS);
        var row = new HBox(caption, flow);
        row.getStyleClass().add("spacing-8");
        return row;
    }

    private static Text text(Word word, String style) {
        var text = new Text(word.text());
        text.getStyleClass().add(word.changed() ? style : "word-plain");
        return text;
    }
}
