package glassformer.ui.tokens;

import glassformer.ui.common.Format;
import glassformer.ui.common.Texts;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/// Every merge with what it was chosen by; the chosen row is the merge that is looked at.
final class MergeTable extends TableView<Replayed.Step> {
    MergeTable(TokensViewModel model, Texts texts) {
        Format format = texts.format();
        setId("tokens-merges");
        getStyleClass().addAll("dense", "striped", "merge-table");
        setAccessibleText(texts.get("tokens.table"));
        setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        var placeholder = new Label(texts.get("tokens.table.empty"));
        placeholder.setWrapText(true);
        placeholder.getStyleClass().add("empty-state");
        setPlaceholder(placeholder);
        getColumns()
                .setAll(List.of(
                        column(texts.get("tokens.table.step"), step -> format.whole(step.step()), 50, "number-cell"),
                        column(
                                texts.get("tokens.table.pair"),
                                step -> ReplayBar.visible(step.left()) + "  +  " + ReplayBar.visible(step.right()),
                                170,
                                "token-cell"),
                        column(
                                texts.get("tokens.table.token"),
                                step -> ReplayBar.visible(step.token()),
                                110,
                                "token-cell"),
                        column(
                                texts.get("tokens.table.count"),
                                step -> format.whole(step.merge().count()),
                                60,
                                "number-cell"),
                        column(
                                texts.get("tokens.table.score"),
                                step -> format.number(step.merge().score()),
                                80,
                                "number-cell")));
        model.replayedProperty().subscribe(replayed -> show(replayed, model));
        model.stepProperty().subscribe(now -> choose(now.intValue()));
        getSelectionModel().selectedItemProperty().subscribe(step -> {
            if (step != null) model.stepProperty().set(step.step());
        });
    }

    private void show(@Nullable Replayed replayed, TokensViewModel model) {
        int step = model.stepProperty().get();
        getSelectionModel().clearSelection();
        getItems()
                .setAll(
                        replayed == null
                                ? List.of()
                                : IntStream.rangeClosed(1, replayed.steps())
                                        .mapToObj(replayed::step)
                                        .toList());
        choose(step);
    }

    private void choose(int step) {
        if (step < 1 || step > getItems().size()) {
            getSelectionModel().clearSelection();
            return;
        }
        if (getSelectionModel().getSelectedIndex() == step - 1) return;
        getSelectionModel().clearAndSelect(step - 1);
        scrollTo(Math.max(0, step - 3));
    }

    private static TableColumn<Replayed.Step, String> column(
            String title, Function<Replayed.Step, String> value, double width, String style) {
        var column = new TableColumn<Replayed.Step, String>(title);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(value.apply(row.getValue())));
        column.setSortable(false);
        column.setReorderable(false);
        column.setPrefWidth(width);
        column.getStyleClass().add(style);
        return column;
    }
}
