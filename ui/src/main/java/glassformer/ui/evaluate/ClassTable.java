package glassformer.ui.evaluate;

import glassformer.evaluate.ClassScores;
import glassformer.ui.common.Texts;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Precision, recall and F1 of each class, to be sorted by any.
final class ClassTable extends VBox {
    private static final double ROW = 32;
    private static final int MOST_ROWS = 12;

    private final Texts texts;

    ClassTable(String id, List<ClassScores> scores, Texts texts) {
        this.texts = texts;
        getStyleClass().add("card");
        setMinWidth(320);
        var title = new Label(texts.get(id.equals("evaluate-entities") ? "evaluate.entities" : "evaluate.classes"));
        title.getStyleClass().add("section-title");
        var table = new TableView<ClassScores>();
        table.setId(id);
        table.setAccessibleText(title.getText());
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getStyleClass().addAll("dense", "striped");
        var name = new TableColumn<ClassScores, String>(texts.get("evaluate.class"));
        name.setCellValueFactory(row -> new SimpleObjectProperty<>(name(row.getValue())));
        name.setPrefWidth(150);
        table.getColumns().add(name);
        table.getColumns().add(column("precision", ClassScores::precision));
        table.getColumns().add(column("recall", ClassScores::recall));
        table.getColumns().add(column("f1", ClassScores::f1));
        table.getColumns().add(column("support", row -> (double) row.support()));
        table.getItems().setAll(scores);
        table.setFixedCellSize(ROW);
        table.setPrefHeight(ROW * (Math.min(MOST_ROWS, scores.size()) + 1) + 6);
        table.setMinHeight(ROW * 3);
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(title, table);
    }

    private String name(ClassScores scores) {
        return texts.find("evaluate.mean." + scores.label()).orElse(scores.label());
    }

    private TableColumn<ClassScores, Double> column(String key, Function<ClassScores, Double> value) {
        var column = new TableColumn<ClassScores, Double>(texts.get("evaluate." + key));
        column.getStyleClass().add("number-cell");
        column.setCellValueFactory(row -> new SimpleObjectProperty<>(value.apply(row.getValue())));
        column.setCellFactory(any -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable Double number, boolean empty) {
                super.updateItem(number, empty);
                setText(empty || number == null ? null : texts.format().number(number));
            }
        });
        column.getStyleClass().add("align-right");
        column.setPrefWidth(88);
        return column;
    }
}
