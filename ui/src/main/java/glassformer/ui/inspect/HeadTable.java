package glassformer.ui.inspect;

import glassformer.inspect.HeadRole;
import glassformer.inspect.HeadScores;
import glassformer.ui.common.Texts;
import glassformer.ui.heatmap.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/// Every head with its scores; a click on a column's title sorts by it, a click on a row chooses the head.
final class HeadTable extends TableView<HeadTable.Row> {
    /// @param role what the head does, or empty where nothing is clear
    record Row(Head head, String role, HeadScores scores) {}

    private static final double NUMBER = 78;
    /// Its title tells the unit.
    private static final double ENTROPY = 104;

    private final Texts texts;
    private boolean filling;

    HeadTable(InspectViewModel model, Texts texts) {
        this.texts = texts;
        setId("inspect-head-table");
        getStyleClass().addAll("dense", "head-table");
        setPlaceholder(new Label(texts.get("heatmap.grid.empty")));
        text("head", 58, row -> row.head().label());
        text("role", 104, Row::role);
        number("induction", HeadScores::induction);
        number("previous", HeadScores::previous);
        number("same", HeadScores::sameToken);
        number("first", HeadScores::first);
        number("itself", HeadScores::itself);
        number("entropy", ENTROPY, HeadScores::entropy);
        number("distance", HeadScores::distance);
        getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null && !filling) model.headProperty().set(row.head());
        });
        model.groupProperty().subscribe(group -> {
            if (group != null) fill(group, model.headProperty().get());
        });
        model.headProperty().subscribe(this::choose);
    }

    private void fill(GroupPicture group, @Nullable Head chosen) {
        filling = true;
        var rows = new ArrayList<Row>();
        HeadScores even = group.even();
        for (int layer = 0; layer < group.patterns().size(); layer++) {
            for (int index = 0; index < group.patterns().get(layer).size(); index++) {
                var head = new Head(layer, index);
                HeadScores scores = group.scores(head);
                if (scores == null) continue;
                String role =
                        scores.role(even).map(HeadTable::key).map(texts::get).orElse("");
                rows.add(new Row(head, role, scores));
            }
        }
        getItems().setAll(rows);
        sort();
        choose(chosen);
        filling = false;
    }

    private void choose(@Nullable Head head) {
        List<Row> rows = getItems();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).head().equals(head)) {
                if (getSelectionModel().getSelectedIndex() != i)
                    getSelectionModel().clearAndSelect(i);
                return;
            }
        }
        getSelectionModel().clearSelection();
    }

    static String key(HeadRole role) {
        return "inspect.role." + role.id();
    }

    private void text(String key, double width, Function<Row, String> value) {
        TableColumn<Row, String> column = column(key, width);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(value.apply(cell.getValue())));
        getColumns().add(column);
    }

    private void number(String key, ToDoubleFunction<HeadScores> value) {
        number(key, NUMBER, value);
    }

    private void number(String key, double width, ToDoubleFunction<HeadScores> value) {
        TableColumn<Row, Double> column = column(key, width);
        column.getStyleClass().add("number-cell");
        column.setSortType(TableColumn.SortType.DESCENDING);
        column.setCellValueFactory(cell ->
                new ReadOnlyObjectWrapper<>(value.applyAsDouble(cell.getValue().scores())));
        // Heads without the score stand last, wherever sorting begins.
        column.setComparator((a, b) -> {
            if (a.isNaN() || b.isNaN()) {
                boolean up = column.getSortType() == TableColumn.SortType.ASCENDING;
                int last = Boolean.compare(a.isNaN(), b.isNaN());
                return up ? last : -last;
            }
            return Double.compare(a, b);
        });
        column.setCellFactory(ignored -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable Double score, boolean none) {
                super.updateItem(score, none);
                setText(
                        none || score == null
                                ? null
                                : score.isNaN() ? "–" : texts.format().cell(score));
            }
        });
        getColumns().add(column);
    }

    private <T> TableColumn<Row, T> column(String key, double width) {
        TableColumn<Row, T> column = new TableColumn<>();
        var title = new Label(texts.get("inspect.table." + key));
        title.setTooltip(new Tooltip(texts.get("inspect.table." + key + ".tip")));
        column.setGraphic(title);
        column.setId("inspect-table-" + key);
        column.setPrefWidth(width);
        return column;
    }
}
