package glassformer.ui.compare;

import glassformer.run.ComparedRun;
import glassformer.run.LabDifferences;
import glassformer.run.RunFigures;
import glassformer.settings.Setting;
import glassformer.ui.common.Format;
import glassformer.ui.theme.Palette;
import glassformer.ui.worker.Workbench;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.shape.Line;
import org.jspecify.annotations.Nullable;

/// A row a run: its line's colour, the settings that differ, and what came of it. The winner has a mark.
final class ComparedTable extends TableView<ComparedTable.Row> {
    /// @param place in the comparison, which decides the colour
    record Row(int place, ComparedRun run, boolean won) {
        RunFigures figures() {
            return run.figures();
        }
    }

    /// What a cell holds: sorted by value, with the missing ones last in either order.
    private record Cell(@Nullable Comparable<?> value, String text) implements Comparable<Cell> {
        @Override
        public int compareTo(Cell other) {
            if (value == null || other.value == null) return Boolean.compare(value == null, other.value == null);
            if (value instanceof Number a && other.value instanceof Number b)
                return Double.compare(a.doubleValue(), b.doubleValue());
            return value.toString().compareTo(other.value.toString());
        }
    }

    private final Workbench bench;
    private final RunLabels labels;
    private final Format format;
    private List<String> keys = List.of();
    private boolean energy;

    ComparedTable(CompareViewModel model, Workbench bench, RunLabels labels) {
        this.bench = bench;
        this.labels = labels;
        this.format = bench.texts().format();
        setId("compare-table");
        getStyleClass().addAll("dense", "compare-table");
        setAccessibleText(bench.texts().get("compare.table"));
        setPlaceholder(new Label(bench.texts().get("compare.table.empty")));
        showColumns(model.shownProperty().get());
        model.shownProperty().subscribe(this::show);
        bench.palette().subscribe(palette -> refresh());
    }

    private void show(ShownComparison shown) {
        boolean same = shown.comparison().differences().keys().equals(keys) && tellsEnergy(shown) == energy;
        if (!same) showColumns(shown);
        Optional<ComparedRun> winner = shown.comparison().winner();
        List<Row> rows = new ArrayList<>();
        List<ComparedRun> runs = shown.comparison().runs();
        for (int i = 0; i < runs.size(); i++) {
            ComparedRun run = runs.get(i);
            rows.add(new Row(i, run, winner.filter(run::equals).isPresent()));
        }
        getItems().setAll(rows);
        sort();
    }

    private void showColumns(ShownComparison shown) {
        keys = shown.comparison().differences().keys();
        energy = tellsEnergy(shown);
        List<TableColumn<Row, Cell>> columns = new ArrayList<>();
        columns.add(name());
        for (String key : keys) columns.add(setting(shown.comparison().differences(), key));
        columns.add(figure("validation", RunFigures::validationLoss, format::number, 76));
        columns.add(figure("best", RunFigures::bestValidationLoss, format::number, 76));
        columns.add(figure(
                "bestStep", f -> f.bestStep() < 0 ? Double.NaN : f.bestStep(), v -> format.whole(v.longValue()), 62));
        columns.add(figure("train", RunFigures::trainLoss, format::number, 84));
        columns.add(figure("speed", RunFigures::tokensPerSecond, format::count, 74));
        columns.add(figure("step", RunFigures::millisecondsPerStep, v -> format.number(Math.rint(v * 10) / 10), 68));
        columns.add(
                figure("time", RunFigures::seconds, v -> format.duration(Duration.ofMillis(Math.round(v * 1000))), 70));
        columns.add(figure("steps", f -> (double) f.step(), v -> format.whole(v.longValue()), 52));
        if (energy) columns.add(figure("energy", RunFigures::joules, v -> format.count(v) + "J", 66));
        columns.add(column("stage", 74, row -> {
            String text = bench.texts().get(RunStage.of(row.run().status()).textKey());
            return new Cell(text, text);
        }));
        getColumns().setAll(columns);
    }

    private static boolean tellsEnergy(ShownComparison shown) {
        return shown.comparison().runs().stream()
                .anyMatch(run -> Double.isFinite(run.figures().joules()));
    }

    /// The run's folder, with its line's colour and the winner's mark before it.
    private TableColumn<Row, Cell> name() {
        var column =
                column("run", 126, row -> new Cell(row.run().name(), row.run().name()));
        column.setCellFactory(unused -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable Cell item, boolean empty) {
                super.updateItem(item, empty);
                Row row = empty ? null : getTableRow().getItem();
                if (item == null || row == null) {
                    setText(null);
                    setGraphic(null);
                    return;
                }
                setText(item.text());
                setGraphic(mark(row));
            }
        });
        return column;
    }

    private HBox mark(Row row) {
        Palette palette = bench.palette().getValue();
        var line = new Line(0, 0, 16, 0);
        line.setStroke(palette.seriesColour(row.place()));
        line.setStrokeWidth(3);
        var mark = new HBox(line);
        mark.setAlignment(Pos.CENTER_LEFT);
        mark.getStyleClass().add("spacing-4");
        if (row.won()) {
            var badge = new Label(bench.texts().get("compare.won"));
            badge.setId("compare-winner-mark");
            badge.getStyleClass().setAll("badge", "badge-success", "compare-badge");
            badge.setMinWidth(USE_PREF_SIZE);
            mark.getChildren().add(badge);
        }
        return mark;
    }

    private TableColumn<Row, Cell> setting(LabDifferences differences, String key) {
        Setting setting = labels.setting(differences, key);
        var column = new TableColumn<Row, Cell>(labels.fields().name(setting));
        column.setId("compare-column-" + key.replace('.', '-'));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(differences(row.getValue(), key, setting)));
        finish(column, 80);
        return column;
    }

    private Cell differences(Row row, String key, Setting setting) {
        return LabDifferences.of(List.of(row.run().lab()))
                .value(0, key)
                .map(value -> new Cell((Comparable<?>) value, labels.value(setting, value)))
                .orElse(new Cell(null, "–"));
    }

    private TableColumn<Row, Cell> figure(
            String name, Function<RunFigures, Double> value, Function<Double, String> text, double width) {
        var column = column(name, width, row -> {
            double number = value.apply(row.figures());
            return Double.isNaN(number) ? new Cell(null, "–") : new Cell(number, text.apply(number));
        });
        column.getStyleClass().add("number-cell");
        return column;
    }

    private TableColumn<Row, Cell> column(String name, double width, Function<Row, Cell> cell) {
        var column = new TableColumn<Row, Cell>(bench.texts().get("compare.column." + name));
        column.setId("compare-column-" + name);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(cell.apply(row.getValue())));
        finish(column, width);
        return column;
    }

    private static void finish(TableColumn<Row, Cell> column, double width) {
        column.setPrefWidth(width);
        column.setReorderable(false);
        column.setCellFactory(unused -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable Cell item, boolean empty) {
                super.updateItem(item, empty);
                setText(item == null || empty ? null : item.text());
            }
        });
    }
}
