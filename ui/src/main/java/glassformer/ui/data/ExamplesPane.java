package glassformer.ui.data;

import glassformer.run.Lab;
import glassformer.ui.common.Texts;
import glassformer.ui.field.CaptionedField;
import glassformer.ui.lab.LabSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The examples that a lab learns from: which columns they are read from, how many there are, and the first ones.
final class ExamplesPane extends VBox {
    private static final List<String> COLUMNS =
            List.of(DataKeys.TEXT, DataKeys.SECOND, DataKeys.LABEL, DataKeys.LABELS);

    private final LabSession session;
    private final ExamplesViewModel model;
    private final DataViewModel data;
    private final Texts texts;
    private final HBox mapping = new HBox();
    private final Map<String, ColumnChoice> choices = new HashMap<>();
    private @Nullable CaptionedField several;
    private final PreviewTable table;
    private final Label empty = new Label();
    private final Label below = new Label();

    ExamplesPane(LabSession session, ExamplesViewModel model, DataViewModel data, Texts texts) {
        this.session = session;
        this.model = model;
        this.data = data;
        this.texts = texts;
        this.table = new PreviewTable(texts);
        getStyleClass().add("examples-pane");
        mapping.setId("column-mapping");
        mapping.getStyleClass().add("tokenizer-settings");
        mapping.managedProperty().bind(mapping.visibleProperty());
        empty.getStyleClass().add("empty-state");
        empty.setMaxWidth(Double.MAX_VALUE);
        below.setId("data-table-range");
        below.getStyleClass().addAll("text-muted", "text-small");
        below.setMinHeight(USE_PREF_SIZE);
        var shown = new StackPane(table, empty);
        VBox.setVgrow(shown, Priority.ALWAYS);
        getChildren().addAll(mapping, counts(), shown, below);
        model.tableProperty().subscribe(read -> show());
        model.examplesProperty().subscribe(read -> show());
        model.readingProperty().subscribe(reading -> show());
        session.labProperty().subscribe((before, now) -> {
            if (!columns(before).equals(columns(now))) show();
        });
    }

    private static List<Object> columns(Lab lab) {
        return DataKeys.values(lab, COLUMNS);
    }

    private Region counts() {
        var share = new CaptionedField(data.field("data.validationFraction"));
        share.setPrefWidth(100);
        model.tableProperty().subscribe(read -> share.setVisible(read != null)); // samples bring their own division
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var row = new HBox(
                count(
                        "examples",
                        read -> read.training().size() + read.validation().size()),
                count("trainExamples", read -> read.training().size()),
                count("validationExamples", read -> read.validation().size()),
                gap,
                share);
        row.getStyleClass().add("data-counts");
        return row;
    }

    private Stat count(String name, ToIntFunction<ReadExamples> value) {
        var stat = new Stat("data-" + name, texts.get("data.count." + name), texts.get("data.count." + name + ".tip"));
        Runnable show = () -> {
            ReadExamples read = model.examplesProperty().get();
            stat.show(
                    read != null
                            ? texts.format().whole(value.applyAsInt(read))
                            : model.readingProperty().get() ? "…" : "–");
        };
        model.examplesProperty().subscribe(read -> show.run());
        model.readingProperty().subscribe(reading -> show.run());
        return stat;
    }

    private void show() {
        TablePreview preview = model.tableProperty().get();
        ReadExamples read = model.examplesProperty().get();
        map(preview);
        boolean full = preview != null || read != null;
        table.setVisible(full);
        empty.setVisible(!full);
        below.setText("");
        if (preview != null) {
            table.show(preview, roles());
            below.setText(texts.get(
                    preview.more() ? "data.table.first" : "data.table.all",
                    texts.format().whole(preview.rows().size())));
        } else if (read != null) {
            table.show(read.training());
            int shown = Math.min(200, read.training().size());
            below.setText(texts.get(
                    shown < read.training().size() ? "data.table.first" : "data.table.all",
                    texts.format().whole(shown)));
        } else {
            boolean none = session.lab().values().text(DataKeys.SOURCE).isBlank();
            String key = model.readingProperty().get()
                    ? "data.examples.reading"
                    : none ? "data.examples.none" : "data.broken";
            empty.setText(texts.get(key));
        }
    }

    /// The choices of columns that the lab's task has.
    private void map(@Nullable TablePreview preview) {
        mapping.setVisible(preview != null);
        if (preview == null) return;
        List<Region> all = new ArrayList<>();
        for (String key : COLUMNS) {
            if (!session.lab().schema().has(key)) continue;
            if (key.equals(DataKeys.LABELS)) {
                all.add(several());
                continue;
            }
            ColumnChoice choice = choices.computeIfAbsent(
                    key, k -> new ColumnChoice(data.field(k), k.equals(DataKeys.SECOND), texts));
            choice.offer(preview.names());
            HBox.setHgrow(choice, Priority.ALWAYS);
            all.add(choice);
        }
        if (!mapping.getChildren().equals(all)) mapping.getChildren().setAll(all);
    }

    /// Several answers are written, with commas between.
    private Region several() {
        CaptionedField made = several;
        if (made == null) {
            made = new CaptionedField(data.field(DataKeys.LABELS));
            HBox.setHgrow(made, Priority.ALWAYS);
            several = made;
        }
        return made;
    }

    private Map<String, String> roles() {
        Map<String, String> roles = new LinkedHashMap<>();
        for (String key : COLUMNS) {
            if (!session.lab().schema().has(key)) continue;
            if (key.equals(DataKeys.LABELS)) {
                DataKeys.labels(session.lab())
                        .forEach(column -> roles.putIfAbsent(column, texts.get("data.role.labelColumn")));
                continue;
            }
            String column = session.lab().values().text(key);
            if (!column.isBlank()) roles.putIfAbsent(column, texts.get("data.role." + key.substring("data.".length())));
        }
        return roles;
    }
}
