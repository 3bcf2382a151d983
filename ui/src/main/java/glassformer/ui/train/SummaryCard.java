package glassformer.ui.train;

import glassformer.ui.common.Explained;
import glassformer.ui.common.Format;
import glassformer.ui.common.Texts;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What came of a run, and where it lies. Takes no room before there is something to say.
final class SummaryCard extends VBox {
    private final Texts texts;
    private final Format format;
    private final Consumer<Path> openFolder;

    SummaryCard(TrainViewModel model, Texts texts, Consumer<Path> openFolder) {
        this.texts = texts;
        this.format = texts.format();
        this.openFolder = openFolder;
        setId("train-summary");
        getStyleClass().add("card");
        setMinHeight(Region.USE_PREF_SIZE);
        managedProperty().bind(visibleProperty());
        model.summaryProperty().subscribe(this::show);
    }

    private void show(@Nullable TrainSummary summary) {
        setVisible(summary != null);
        getChildren().clear();
        if (summary == null) return;
        var title = new Label(texts.get(summary.stage().textKey()));
        title.getStyleClass().add("section-title");
        var numbers = numbers(summary);
        if (!summary.measures().isEmpty()) addMeasures(numbers, summary.measures());
        getChildren().addAll(title, numbers, folder(summary.run()));
    }

    /// Each with what it tells.
    private void addMeasures(GridPane grid, Map<String, Double> measures) {
        var title = new Label(texts.get("train.measures"));
        title.getStyleClass().addAll("text-small", "measure-title");
        grid.add(title, 0, grid.getRowCount(), 2, 1);
        measures.forEach((name, value) -> {
            String id = name.replace('/', '-');
            var caption = caption(MeasureTexts.name(name, texts));
            caption.setId("summary-caption-" + id);
            MeasureTexts.explanation(name, texts).ifPresent(sentence -> Explained.by(caption, sentence));
            var label = new Label(format.number(value));
            label.setId("summary-measure-" + id);
            grid.addRow(grid.getRowCount(), caption, label);
        });
    }

    private static Label caption(String text) {
        var caption = new Label(text);
        caption.getStyleClass().addAll("text-muted", "text-small");
        caption.setMinWidth(Region.USE_PREF_SIZE);
        return caption;
    }

    private GridPane numbers(TrainSummary summary) {
        var grid = new GridPane();
        grid.getStyleClass().add("summary-grid");
        var values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(new ColumnConstraints(), values);
        row(grid, "step", texts.get("train.step.of", format.whole(summary.step()), format.whole(summary.steps())));
        row(grid, "elapsed", format.duration(summary.elapsed()));
        row(grid, "loss", fromTo(summary.firstLoss(), summary.trainLoss()));
        row(grid, "validation", number(summary.validationLoss()));
        row(grid, "best", number(summary.bestValidationLoss()));
        Explained.by(row(grid, "gap", number(summary.gap())), texts.get("train.number.gap.tip"));
        if (summary.parameters() > 0) row(grid, "parameters", format.count(summary.parameters()));
        return grid;
    }

    private Label row(GridPane grid, String name, String value) {
        var caption = caption(texts.get("train.number." + name));
        var label = new Label(value);
        label.setId("summary-" + name);
        grid.addRow(grid.getRowCount(), caption, label);
        return caption;
    }

    private HBox folder(Path run) {
        var open = new Button(texts.get("train.folder.open"), new FontIcon(Feather.FOLDER));
        open.setId("train-open-folder");
        open.setTooltip(new Tooltip(run.toString()));
        open.setOnAction(event -> openFolder.accept(run));
        var copy = new Button(texts.get("train.folder.copy"), new FontIcon(Feather.COPY));
        copy.setId("train-copy-path");
        copy.setTooltip(new Tooltip(run.toString()));
        copy.setOnAction(event -> {
            var content = new ClipboardContent();
            content.putString(run.toString());
            Clipboard.getSystemClipboard().setContent(content);
        });
        var box = new HBox(open, copy);
        box.getStyleClass().add("spacing-8");
        return box;
    }

    private String fromTo(@Nullable Double first, @Nullable Double last) {
        return first == null ? "–" : number(first) + " → " + number(last);
    }

    private String number(@Nullable Double value) {
        return value == null ? "–" : format.number(value);
    }
}
