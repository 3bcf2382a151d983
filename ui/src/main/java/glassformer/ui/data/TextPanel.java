package glassformer.ui.data;

import glassformer.ui.common.Format;
import glassformer.ui.common.ProblemLabel;
import glassformer.ui.common.Texts;
import glassformer.ui.field.CaptionedField;
import glassformer.ui.shell.Dialogs;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Where the text comes from, how much there is, and what it looks like.
final class TextPanel extends VBox {
    private final DataViewModel model;
    private final Texts texts;
    private final Format format;
    private final Dialogs dialogs;
    private final ExamplesViewModel examples;
    private final VBox documents = new VBox();
    private final Label range = new Label();

    /// @param pane what stands in the text's place where the lab learns from examples
    TextPanel(DataViewModel model, ExamplesViewModel examples, Region pane, Texts texts, Dialogs dialogs) {
        this.model = model;
        this.examples = examples;
        this.texts = texts;
        this.format = texts.format();
        this.dialogs = dialogs;
        getStyleClass().add("data-panel");
        var title = new Label(texts.get("data.text"));
        title.getStyleClass().add("section-title");
        var head = new HBox(title);
        head.getStyleClass().add("data-head");
        var text = new VBox(counts(), header(), documents());
        text.getStyleClass().add("examples-pane");
        for (Region body : List.of(text, pane)) {
            body.managedProperty().bind(body.visibleProperty());
            VBox.setVgrow(body, Priority.ALWAYS);
        }
        examples.appliesProperty().subscribe(applies -> {
            text.setVisible(!applies);
            pane.setVisible(applies);
            title.setText(texts.get(applies ? "data.examples" : "data.text"));
        });
        getChildren().addAll(head, sourceRow(), problem(), text, pane);
        model.sampleProperty().subscribe(this::show);
        model.readingProperty().subscribe(reading -> show(model.sampleProperty().get()));
        model.problemProperty().subscribe(problem -> show(model.sampleProperty().get()));
    }

    private Region sourceRow() {
        var combo = new ComboBox<String>();
        combo.setId("data-source");
        combo.setMaxWidth(Double.MAX_VALUE);
        combo.setAccessibleText(texts.get("data.source"));
        combo.setTooltip(new Tooltip(texts.get("data.source.tip")));
        combo.setPromptText(texts.get("data.source.prompt"));
        combo.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable String source) {
                return source == null ? "" : name(source);
            }

            @Override
            public String fromString(String name) {
                return name;
            }
        });
        Runnable fill = () -> {
            combo.getItems().setAll(model.sources());
            combo.setValue(model.source().isBlank() ? null : model.source());
        };
        model.sourceField().valueProperty().subscribe(value -> fill.run());
        examples.appliesProperty().subscribe(applies -> fill.run());
        combo.setOnAction(event -> {
            String chosen = combo.getValue();
            if (chosen != null && !chosen.equals(model.source()))
                model.sourceField().set(chosen);
        });
        HBox.setHgrow(combo, Priority.ALWAYS);
        var open = new Button(texts.get("data.open"), new FontIcon(Feather.FILE_TEXT));
        open.setId("data-open");
        open.setMinWidth(USE_PREF_SIZE);
        open.setOnAction(event -> open());
        examples.appliesProperty()
                .subscribe(applies -> open.setText(texts.get(applies ? "data.open.table" : "data.open")));
        var row = new HBox(combo, open);
        row.getStyleClass().add("spacing-8");
        return row;
    }

    private void open() {
        boolean table = examples.appliesProperty().get();
        var kind = table
                ? new Dialogs.FileKind(texts.get("data.open.tables"), "*.csv", "*.tsv", "*.jsonl")
                : new Dialogs.FileKind(texts.get("data.open.kind"), "*.txt");
        dialogs.openFile(texts.get("data.open.title"), List.of(kind, everything()))
                .ifPresent(file -> {
                    examples.guessColumns();
                    model.choose(file);
                });
    }

    private Dialogs.FileKind everything() {
        return new Dialogs.FileKind(texts.get("data.open.all"), "*.*");
    }

    /// What the source's field refused comes before what was wrong with its text.
    private Label problem() {
        var refused = model.sourceField().errorProperty();
        var problem = Bindings.createStringBinding(
                () -> refused.get().isEmpty() ? model.problemProperty().get() : refused.get(),
                refused,
                model.problemProperty());
        return new ProblemLabel("data-problem", problem);
    }

    private Region counts() {
        var share = new CaptionedField(model.field("data.validationFraction"));
        share.setPrefWidth(100);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var row = new HBox(
                count("documents", counts -> format.whole(counts.documents())),
                count("characters", counts -> format.count(counts.characters())),
                count("train", counts -> format.whole(counts.train())),
                count(
                        "validation",
                        counts -> counts.validation() == 0
                                ? texts.get("data.count.byPosition")
                                : format.whole(counts.validation())),
                gap,
                share);
        row.getStyleClass().add("data-counts");
        return row;
    }

    private Stat count(String name, java.util.function.Function<TextCounts, String> value) {
        var stat = new Stat("data-" + name, texts.get("data.count." + name), texts.get("data.count." + name + ".tip"));
        Runnable show = () -> {
            TextCounts counts = model.countsProperty().get();
            boolean counting = model.countingProperty().get();
            stat.show(counts != null ? value.apply(counts) : counting ? "…" : "–");
        };
        model.countsProperty().subscribe(counts -> show.run());
        model.countingProperty().subscribe(counting -> show.run());
        return stat;
    }

    private Region header() {
        range.getStyleClass().add("text-muted");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var next = new Button(texts.get("data.next"), new FontIcon(Feather.ARROW_RIGHT));
        next.setId("data-next");
        next.getStyleClass().add("small");
        next.disableProperty().bind(model.sampleProperty().isNull().or(model.readingProperty()));
        next.setOnAction(event -> model.next());
        var row = new HBox(range, gap, next);
        row.getStyleClass().add("panel-header");
        return row;
    }

    private ScrollPane documents() {
        documents.getStyleClass().add("documents");
        var scroll = new ScrollPane(documents);
        scroll.setId("data-documents");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("documents-scroll");
        scroll.setAccessibleText(texts.get("data.documents"));
        VBox.setVgrow(scroll, Priority.ALWAYS);
        return scroll;
    }

    private void show(@Nullable TextSample sample) {
        documents.getChildren().clear();
        if (sample == null) {
            range.setText("");
            String key = model.readingProperty().get()
                    ? "data.reading"
                    : model.problemProperty().get().isEmpty() ? "data.empty" : "data.broken";
            var label = new Label(texts.get(key));
            label.getStyleClass().add("empty-state");
            label.setMaxWidth(Double.MAX_VALUE);
            documents.getChildren().add(label);
            return;
        }
        long last = sample.first() + sample.documents().size() - 1;
        range.setText(texts.get("data.range", format.whole(sample.first()), format.whole(last)));
        for (String document : sample.documents()) {
            var label = new Label(document.stripTrailing());
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
            label.setMaxWidth(Double.MAX_VALUE);
            label.getStyleClass().add("document");
            documents.getChildren().add(label);
        }
    }

    private String name(String source) {
        String rest = source.substring(source.indexOf(':') + 1);
        if (!source.startsWith("sample:")) return texts.get("data.source.file", rest);
        try {
            return Objects.requireNonNull(texts.get("data.sample." + rest));
        } catch (MissingResourceException e) {
            return texts.get("data.source.sample", rest);
        }
    }
}
