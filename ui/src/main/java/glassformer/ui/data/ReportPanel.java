package glassformer.ui.data;

import glassformer.data.DataReport;
import glassformer.ui.common.Texts;
import glassformer.ui.theme.Palette;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What stands out in the examples: repeats and leaks, classes, lengths.
final class ReportPanel extends ScrollPane {
    private final ReportViewModel model;
    private final Texts texts;
    private final VBox findings = new VBox();
    private final ClassBars bars;
    private final LengthChart chart;
    private final Label lengths = new Label();
    private final Label empty = new Label();
    private final VBox content = new VBox();

    ReportPanel(ReportViewModel model, Texts texts, ObservableValue<Palette> palette) {
        this.model = model;
        this.texts = texts;
        this.bars = new ClassBars(texts);
        this.chart = new LengthChart(texts, palette);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("documents-scroll");
        findings.setId("data-findings");
        findings.getStyleClass().add("findings");
        lengths.setId("length-sentence");
        lengths.getStyleClass().addAll("text-muted", "text-small");
        lengths.setWrapText(true);
        lengths.setMinHeight(USE_PREF_SIZE);
        empty.getStyleClass().add("empty-state");
        empty.setMaxWidth(Double.MAX_VALUE);
        content.getStyleClass().add("report");
        content.getChildren().addAll(title("report"), findings, classes(), title("lengths"), chart, tokens());
        setContent(new VBox(empty, content));
        model.examples().examplesProperty().subscribe(this::show);
        model.examples()
                .readingProperty()
                .subscribe(reading -> show(model.examples().examplesProperty().get()));
        model.lengthsProperty().subscribe(this::show);
    }

    private Label title(String name) {
        var title = new Label(texts.get("data." + name));
        title.getStyleClass().add("section-title");
        return title;
    }

    private Region classes() {
        var legend = new Label(texts.get("data.report.legend"));
        legend.getStyleClass().addAll("text-muted", "text-small");
        var all = new VBox(title("classes"), legend, bars);
        all.getStyleClass().add("spacing-4");
        all.managedProperty().bind(all.visibleProperty());
        model.examples()
                .examplesProperty()
                .subscribe(read -> all.setVisible(read != null
                        && !read.report().trainingClasses().counts().isEmpty()));
        return all;
    }

    /// What the picture says, and the way to lengths in tokens.
    private Region tokens() {
        var train = new Button(texts.get("data.train"), new FontIcon(Feather.SCISSORS));
        train.setId("report-train-tokenizer");
        train.getStyleClass().add("small");
        train.setMinWidth(USE_PREF_SIZE);
        train.disableProperty().bind(model.tokenizer().trainingProperty());
        train.setOnAction(event -> model.tokenizer().train());
        train.visibleProperty().bind(model.tokenizer().tokenizerProperty().isNull());
        train.managedProperty().bind(train.visibleProperty());
        HBox.setHgrow(lengths, javafx.scene.layout.Priority.ALWAYS);
        lengths.setMaxWidth(Double.MAX_VALUE);
        var row = new HBox(lengths, train);
        row.getStyleClass().add("panel-header");
        return row;
    }

    private void show(@Nullable ReadExamples read) {
        content.setVisible(read != null);
        content.setManaged(read != null);
        empty.setVisible(read == null);
        empty.setManaged(read == null);
        if (read == null) {
            boolean reading = model.examples().readingProperty().get();
            empty.setText(texts.get(reading ? "data.examples.reading" : "data.report.empty"));
            return;
        }
        findings.getChildren()
                .setAll(Finding.of(read, texts).stream().map(ReportPanel::line).toList());
        DataReport report = read.report();
        bars.show(report.trainingClasses(), report.validationClasses());
    }

    private static Label line(Finding finding) {
        var icon = new FontIcon(
                switch (finding.kind()) {
                    case WARNING -> Feather.ALERT_TRIANGLE;
                    case FINE -> Feather.CHECK;
                    case NOTE -> Feather.INFO;
                });
        var label = new Label(finding.sentence(), icon);
        label.getStyleClass()
                .addAll("finding", "finding-" + finding.kind().name().toLowerCase(Locale.ROOT));
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }

    private void show(@Nullable Lengths now) {
        String sentence = now == null ? "" : sentence(now);
        lengths.setText(sentence);
        chart.show(now, sentence);
    }

    private String sentence(Lengths now) {
        String range = texts.get(
                now.tokens() ? "data.report.tokens" : "data.report.characters",
                texts.format().whole(now.histogram().shortest()),
                texts.format().whole(now.histogram().median()),
                texts.format().whole(now.histogram().longest()));
        if (!now.tokens()) return range + " " + texts.get("data.report.untrained");
        return range + " "
                + (now.longer() == 0
                        ? texts.get("data.report.allFit", texts.format().whole(now.context()))
                        : texts.get(
                                "data.report.longer",
                                texts.format().whole(now.longer()),
                                texts.format().whole(now.counted()),
                                texts.format().whole(now.context())));
    }
}
