package glassformer.ui.generate;

import glassformer.exchange.Json;
import glassformer.inspect.TextTables;
import glassformer.ui.common.RunBox;
import glassformer.ui.common.Texts;
import glassformer.ui.worker.Workbench;
import glassformer.worker.WorkerEvents.Token;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Two models' tokens side by side, each with its probability as a bar; rows where they differ are marked.
final class BesidePane extends VBox {
    private static final PseudoClass DIFFERENT = PseudoClass.getPseudoClass("different");

    private final Beside beside;
    private final Texts texts;
    private final TableView<Beside.Step> table = new TableView<>();
    private final Label left = new Label();
    private final Label right = new Label();

    BesidePane(GenerateViewModel model, Beside beside, Workbench bench) {
        this.beside = beside;
        this.texts = bench.texts();
        getStyleClass().add("card");
        var title = new Label(texts.get("generate.beside.title"));
        title.getStyleClass().add("section-title");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var with = new Label(texts.get("generate.beside.with"));
        with.getStyleClass().add("text-muted");
        var box = new RunBox("beside-run", texts.get("generate.beside.run"), beside.runs(), beside.otherProperty());
        with.setLabelFor(box);
        var save = new SaveButton<Beside>(
                "beside-save",
                "generate.beside.save",
                beside.question().answerProperty().map(answer -> beside),
                List.of(
                        new SaveButton.Kind<>("csv", (both, out) -> TextTables.csv(both.answers(), out)),
                        new SaveButton.Kind<>("json", (both, out) -> out.write(Json.prettily(both.answers())))),
                bench);
        var header = new HBox(title, gap, with, box, save);
        header.getStyleClass().add("panel-header");
        table.setId("beside-table");
        table.setItems(beside.steps());
        var waiting = new Label();
        waiting.setWrapText(true);
        waiting.textProperty()
                .bind(beside.question()
                        .busyProperty()
                        .map(busy -> texts.get(busy ? "generate.beside.busy" : "generate.beside.empty")));
        table.setPlaceholder(waiting);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        VBox.setVgrow(table, Priority.ALWAYS);
        columns(model);
        table.setRowFactory(view -> new TableRow<>() {
            @Override
            protected void updateItem(Beside.@Nullable Step step, boolean none) {
                super.updateItem(step, none);
                pseudoClassStateChanged(DIFFERENT, step != null && !none && differ(step));
            }
        });
        for (Label text : new Label[] {left, right}) {
            text.getStyleClass().add("beside-text");
            text.setWrapText(true);
            text.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(text, Priority.ALWAYS);
        }
        left.setId("beside-left");
        right.setId("beside-right");
        var both = new HBox(left, right);
        both.getStyleClass().add("spacing-16");
        left.prefWidthProperty().bind(both.widthProperty().divide(2));
        right.prefWidthProperty().bind(both.widthProperty().divide(2));
        both.visibleProperty().bind(Bindings.isNotEmpty(beside.steps()));
        both.managedProperty().bind(both.visibleProperty());
        getChildren().addAll(header, both, table);
        beside.steps().addListener((ListChangeListener<Beside.Step>) change -> say());
    }

    private void columns(GenerateViewModel model) {
        var place = new TableColumn<Beside.Step, Number>(texts.get("generate.beside.place"));
        place.setCellValueFactory(
                cell -> new ReadOnlyObjectWrapper<>(cell.getValue().place() + 1));
        place.setMaxWidth(64);
        place.setMinWidth(64);
        place.setSortable(false);
        var mine = column("beside-column-left", Beside.Step::left);
        model.runProperty().subscribe(run -> mine.setText(name(run, "generate.beside.mine")));
        var other = column("beside-column-right", Beside.Step::right);
        beside.otherProperty().subscribe(run -> other.setText(name(run, "generate.beside.other")));
        table.getColumns().add(place);
        table.getColumns().add(mine);
        table.getColumns().add(other);
    }

    private String name(@Nullable Path run, String otherwise) {
        return run == null ? texts.get(otherwise) : String.valueOf(run.getFileName());
    }

    private TableColumn<Beside.Step, Token> column(String id, Function<Beside.Step, @Nullable Token> side) {
        var column = new TableColumn<Beside.Step, Token>();
        column.setId(id);
        column.setSortable(false);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(side.apply(cell.getValue())));
        column.setCellFactory(ignored -> new TokenCell(texts));
        return column;
    }

    private void say() {
        left.setText(beside.text(Beside.Step::left));
        right.setText(beside.text(Beside.Step::right));
    }

    private static boolean differ(Beside.Step step) {
        Token one = step.left();
        Token two = step.right();
        return one != null && two != null && !one.piece().equals(two.piece());
    }

    private static final class TokenCell extends TableCell<Beside.Step, Token> {
        private final LikelihoodRow row;

        TokenCell(Texts texts) {
            row = new LikelihoodRow(texts);
        }

        @Override
        protected void updateItem(@Nullable Token token, boolean none) {
            super.updateItem(token, none);
            if (none || token == null) {
                setGraphic(null);
                setTooltip(null);
                return;
            }
            row.show(AlternativesCard.visible(token.piece()), token.probability(), false);
            setGraphic(row);
            setTooltip(new Tooltip(row.getAccessibleText()));
        }
    }
}
