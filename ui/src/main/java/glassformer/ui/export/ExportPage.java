package glassformer.ui.export;

import glassformer.export.Exporter;
import glassformer.export.Exporters;
import glassformer.ui.common.ProblemLabel;
import glassformer.ui.common.StepChoice;
import glassformer.ui.common.Texts;
import glassformer.ui.worker.Workbench;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The Export page: which model on top, the formats as cards, and below them where to, how far, and what came of it.
public final class ExportPage {
    private static final int COLUMNS = 2;

    private ExportPage() {}

    /// @param openFolder shows a folder in the system's file manager
    public static Node create(Workbench bench, Consumer<Path> openFolder) {
        var model = new ExportViewModel(
                bench.session(),
                bench.link(),
                bench.background(),
                bench.dialogs(),
                Exporters.standard(),
                bench.texts());
        return content(model, bench.texts(), openFolder);
    }

    static Node content(ExportViewModel model, Texts texts, Consumer<Path> openFolder) {
        var cards = cards(model, texts);
        cards.setPadding(new Insets(0, 12, 0, 0)); // the bar lies beside them
        var scroll = new ScrollPane(cards);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("export-formats");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        var all = new VBox(scroll, new ExportForm(model, texts, openFolder));
        all.getStyleClass().add("spacing-16");
        all.visibleProperty().bind(model.emptyProperty().isEmpty());
        var empty = new Label();
        empty.setId("export-empty");
        empty.getStyleClass().add("empty-state");
        empty.setMaxWidth(520);
        empty.textProperty().bind(model.emptyProperty());
        empty.visibleProperty().bind(model.emptyProperty().isNotEmpty());
        var middle = new StackPane(empty, all);
        VBox.setVgrow(middle, Priority.ALWAYS);
        var page = new VBox(header(model, texts), middle);
        page.setId("export-page");
        page.getStyleClass().addAll("page", "export-page");
        return page;
    }

    private static HBox header(ExportViewModel model, Texts texts) {
        var title = new Label(texts.get("page.export"));
        title.getStyleClass().add("page-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var name = new Label(texts.get("export.checkpoint"));
        name.setMinWidth(Region.USE_PREF_SIZE);
        var steps = steps(model.checkpoints(), texts);
        name.setLabelFor(steps);
        var row = new HBox(title, gap, name, steps);
        row.getStyleClass().add("spacing-8");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static ComboBox<Integer> steps(StepChoice choice, Texts texts) {
        var box = new ComboBox<Integer>();
        box.setId("export-checkpoint");
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(Integer step) {
                return step == null || step == StepChoice.NONE
                        ? "–"
                        : texts.get("inspect.step", texts.format().whole(step));
            }

            @Override
            public Integer fromString(String text) {
                return StepChoice.NONE;
            }
        });
        Runnable follow = () -> {
            box.getItems().setAll(choice.steps());
            box.setValue(choice.chosen() == StepChoice.NONE ? null : choice.chosen());
            box.setDisable(choice.steps().isEmpty());
        };
        choice.steps().addListener((ListChangeListener<Integer>) change -> follow.run());
        choice.chosenProperty().subscribe(step -> follow.run());
        box.setOnAction(event -> {
            Integer step = box.getValue();
            if (step != null && choice.steps().contains(step))
                choice.chosenProperty().set(step);
        });
        return box;
    }

    private static GridPane cards(ExportViewModel model, Texts texts) {
        var grid = new GridPane(12, 12);
        for (int i = 0; i < COLUMNS; i++) {
            var column = new ColumnConstraints();
            column.setPercentWidth(100.0 / COLUMNS);
            column.setHgrow(Priority.ALWAYS);
            grid.getColumnConstraints().add(column);
        }
        var group = new ToggleGroup();
        int place = 0;
        for (Exporter exporter : model.formats()) {
            var card = new FormatCard(exporter.format(), texts);
            card.setToggleGroup(group);
            card.setOnAction(event -> {
                model.formatProperty().set(exporter.format());
                card.setSelected(true);
            });
            card.disableProperty().bind(model.busyProperty());
            model.formatProperty().subscribe(now -> card.setSelected(now == exporter.format()));
            grid.add(card, place % COLUMNS, place / COLUMNS);
            place++;
        }
        return grid;
    }

    /// Where to, begin, how far, what came of it.
    private static final class ExportForm extends VBox {
        ExportForm(ExportViewModel model, Texts texts, Consumer<Path> openFolder) {
            getStyleClass().addAll("card", "export-form");
            setMinHeight(USE_PREF_SIZE);
            var notes = new Label();
            notes.setId("export-notes");
            notes.getStyleClass().addAll("text-muted", "text-small");
            notes.setWrapText(true);
            notes.setMinHeight(USE_PREF_SIZE);
            notes.textProperty().bind(model.notesProperty());
            notes.visibleProperty().bind(notes.textProperty().isNotEmpty());
            notes.managedProperty().bind(notes.visibleProperty());
            getChildren()
                    .addAll(
                            new OptionFields(model, texts),
                            new TargetRow(model, texts),
                            notes,
                            new ProblemLabel("export-refusal", model.refusalProperty()),
                            new ProblemLabel("export-problem", model.problemProperty()),
                            new ExportProgressRow(model, texts),
                            result(model, texts, openFolder));
        }

        private static HBox result(ExportViewModel model, Texts texts, Consumer<Path> openFolder) {
            var text = new Label();
            text.setId("export-result");
            text.setWrapText(true);
            text.setMinHeight(Region.USE_PREF_SIZE);
            text.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(text, Priority.ALWAYS);
            var open = new Button(texts.get("export.open"), new FontIcon(Feather.FOLDER));
            open.setId("export-open");
            open.setMinWidth(Region.USE_PREF_SIZE);
            var row = new HBox(new FontIcon(Feather.CHECK_CIRCLE), text, open);
            row.getStyleClass().addAll("banner", "banner-line", "banner-success");
            row.managedProperty().bind(row.visibleProperty());
            model.resultProperty().subscribe(done -> {
                row.setVisible(done != null);
                if (done == null) return;
                var format = texts.format();
                text.setText(texts.get(
                        done.maxDifference() == 0 ? "export.result.same" : "export.result",
                        done.target(),
                        format.whole(done.files().size()),
                        format.bytes(done.bytes()),
                        texts.find("export.compared." + done.compared()).orElse(done.compared()),
                        format.number(done.maxDifference())));
                open.setOnAction(event -> openFolder.accept(Path.of(done.target())));
            });
            return row;
        }
    }
}
