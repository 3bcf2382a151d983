package glassformer.ui.data;

import glassformer.text.VocabularyStats.TokenCount;
import glassformer.ui.common.Format;
import glassformer.ui.common.Texts;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The tokens that stand out in a vocabulary, with how often they occurred.
final class TokenTable extends VBox {
    private static final int ROWS = 100;

    enum Order {
        FREQUENT,
        LONGEST
    }

    private final Format format;
    private final Order order;
    private final TableView<TokenCount> table = new TableView<>();

    TokenTable(Texts texts, String name, Order order) {
        this.format = texts.format();
        this.order = order;
        var title = new Label(texts.get("data.table." + name));
        title.getStyleClass().add("text-muted");
        getStyleClass().addAll("spacing-4", "token-table");
        table.setId("table-" + name);
        table.getStyleClass().addAll("dense", "striped");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setAccessibleText(title.getText());
        table.getColumns()
                .setAll(List.of(
                        column(texts.get("data.table.token"), token -> visible(token.text()), 120, "token-cell"),
                        column(
                                texts.get("data.table.count"),
                                token -> format.whole(token.count()),
                                70,
                                "number-cell")));
        getChildren().addAll(title, table);
    }

    void show(@Nullable TrainedTokenizer trained) {
        if (trained == null) {
            table.getItems().clear();
            return;
        }
        table.getItems()
                .setAll(
                        switch (order) {
                            case FREQUENT -> trained.stats().mostFrequent(trained.tokenizer(), ROWS);
                            case LONGEST -> trained.stats().longest(trained.tokenizer(), ROWS);
                        });
    }

    private static TableColumn<TokenCount, String> column(
            String title, Function<TokenCount, String> value, double width, String style) {
        var column = new TableColumn<TokenCount, String>(title);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(value.apply(row.getValue())));
        column.setSortable(false);
        column.setReorderable(false);
        column.setPrefWidth(width);
        column.getStyleClass().add(style);
        return column;
    }

    /// Spaces would be invisible at the ends of a cell.
    private static String visible(String token) {
        return token.replace(' ', '␣');
    }
}
