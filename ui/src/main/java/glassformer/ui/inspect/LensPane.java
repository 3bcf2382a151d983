package glassformer.ui.inspect;

import glassformer.ui.common.ProblemLabel;
import glassformer.ui.common.Texts;
import glassformer.ui.heatmap.LinkView;
import glassformer.ui.theme.Palette;
import glassformer.ui.worker.Workbench;
import glassformer.worker.WorkerService.LensGuess;
import glassformer.worker.WorkerService.LensReply;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Background;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/// The logit lens: a row a token, a column for the embedding and each block, in each cell the likeliest token, the
/// stronger its colour the higher its probability.
final class LensPane extends VBox {
    /// Wide enough for the long name of a special token.
    private static final double CELL = 166;

    private final Texts texts;
    private final ObservableValue<Palette> palette;
    private final TableView<Integer> table = new TableView<>();

    LensPane(InsideModel model, Workbench bench) {
        texts = bench.texts();
        palette = bench.palette();
        getStyleClass().add("card");
        setId("inspect-lens");
        var title = new Label(texts.get("inspect.lens.title"));
        title.getStyleClass().add("section-title");
        var hint = new Label(texts.get("inspect.lens.hint"));
        hint.getStyleClass().addAll("text-small", "text-muted");
        hint.setWrapText(true);
        hint.setMinHeight(Region.USE_PREF_SIZE);
        table.setId("inspect-lens-table");
        table.getStyleClass().add("dense");
        var waiting = new Label();
        waiting.textProperty()
                .bind(model.busyProperty().map(busy -> texts.get(busy ? "inspect.lens.busy" : "inspect.lens.empty")));
        waiting.setWrapText(true);
        table.setPlaceholder(waiting);
        VBox.setVgrow(table, Priority.ALWAYS);
        model.lensProperty().subscribe(this::show);
        palette.subscribe((before, after) -> table.refresh());
        getChildren().addAll(title, hint, new ProblemLabel("inspect-lens-problem", model.problemProperty()), table);
    }

    private void show(@Nullable LensReply reply) {
        table.getItems().clear();
        table.getColumns().clear();
        if (reply == null) return;
        var tokens = new TableColumn<Integer, String>(texts.get("inspect.lens.token"));
        tokens.setSortable(false);
        tokens.setPrefWidth(110);
        tokens.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(
                (cell.getValue() + 1) + "  " + LinkView.visible(reply.tokens().get(cell.getValue()))));
        table.getColumns().add(tokens);
        for (var row : reply.rows()) {
            var column = new TableColumn<Integer, LensGuess>(
                    row.blocks() == 0
                            ? texts.get("inspect.lens.embedding")
                            : texts.get("inspect.lens.block", row.blocks()));
            column.setSortable(false);
            column.setPrefWidth(CELL);
            List<LensGuess> guesses = row.guesses();
            column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(guesses.get(cell.getValue())));
            column.setCellFactory(ignored -> new GuessCell());
            table.getColumns().add(column);
        }
        table.getItems()
                .setAll(IntStream.range(0, reply.tokens().size()).boxed().toList());
    }

    private final class GuessCell extends TableCell<Integer, LensGuess> {
        @Override
        protected void updateItem(@Nullable LensGuess guess, boolean none) {
            super.updateItem(guess, none);
            if (none || guess == null) {
                setText(null);
                setTooltip(null);
                setBackground(null);
                setTextFill(palette.getValue().text());
                return;
            }
            double probability = guess.probabilities().getFirst();
            Color heat = palette.getValue().heat().colour(probability);
            setText(LinkView.visible(guess.tokens().getFirst()) + "  "
                    + texts.format().cell(probability));
            setBackground(Background.fill(heat));
            setTextFill(heat.grayscale().getRed() > 0.55 ? Color.BLACK : Color.WHITE);
            setTooltip(new Tooltip(words(guess)));
        }

        private String words(LensGuess guess) {
            String all = IntStream.range(0, guess.tokens().size())
                    .mapToObj(i -> LinkView.visible(guess.tokens().get(i)) + "  "
                            + texts.format().percent(guess.probabilities().get(i)))
                    .collect(Collectors.joining("\n"));
            Double target = guess.target();
            return target == null
                    ? all
                    : all + "\n"
                            + texts.get("inspect.lens.target", texts.format().percent(target));
        }
    }
}
