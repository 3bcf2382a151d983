package glassformer.ui.generate;

import glassformer.generate.BeamTree;
import glassformer.inspect.TextTables;
import glassformer.ui.common.Texts;
import glassformer.ui.worker.Workbench;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A beam search's tree, and the best texts, best first; choosing one of them shows its way through the tree.
final class BeamsPane extends HBox {
    private final Texts texts;
    private final BeamTreeView view;
    private final ListView<BeamTree.Hypothesis> best = new ListView<>();
    private final Label sentence = new Label();

    BeamsPane(Question<BeamTree> question, Workbench bench) {
        texts = bench.texts();
        view = new BeamTreeView(texts, bench.palette());
        getStyleClass().add("spacing-16");
        view.setId("beams-tree");
        var scroll = new ScrollPane(view);
        scroll.getStyleClass().addAll("page-scroll", "beam-scroll");
        scroll.setFitToHeight(true);
        scroll.setFitToWidth(true);
        var empty = new Label();
        empty.getStyleClass().add("empty-state");
        empty.setMaxWidth(520);
        empty.textProperty()
                .bind(question.busyProperty()
                        .map(busy -> texts.get(busy ? "generate.beams.busy" : "generate.beams.empty")));
        scroll.visibleProperty().bind(question.answerProperty().isNotNull());
        empty.visibleProperty().bind(scroll.visibleProperty().not());
        var both = new StackPane(scroll, empty);
        VBox.setVgrow(both, Priority.ALWAYS);
        var title = new Label(texts.get("generate.beams.title"));
        title.getStyleClass().add("section-title");
        sentence.setId("beams-sentence");
        sentence.getStyleClass().addAll("text-muted", "text-small");
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var save = new SaveButton<>(
                "beams-save",
                "generate.beams.save",
                question.answerProperty(),
                List.of(new SaveButton.Kind<BeamTree>("csv", TextTables::csv)),
                bench);
        var header = new HBox(title, gap, save);
        header.getStyleClass().add("panel-header");
        var left = new VBox(header, sentence, both);
        left.getStyleClass().add("card");
        left.setMinWidth(0);
        HBox.setHgrow(left, Priority.ALWAYS);
        getChildren().addAll(left, best(question));
        question.answerProperty().subscribe(this::show);
        view.selectedProperty().subscribe(node -> {
            say(question.answerProperty().get());
            if (node.intValue() >= 0) reveal(scroll, node.intValue());
        });
    }

    /// Scrolls as far as needed for a node to be seen.
    private void reveal(ScrollPane scroll, int node) {
        Bounds seen = scroll.getViewportBounds();
        scroll.setHvalue(shifted(
                scroll.getHvalue(),
                view.x(node),
                view.x(node) + BeamTreeView.COLUMN,
                view.getWidth(),
                seen.getWidth()));
        scroll.setVvalue(shifted(
                scroll.getVvalue(),
                view.y(node) - BeamTreeView.ROW,
                view.y(node) + BeamTreeView.ROW,
                view.getHeight(),
                seen.getHeight()));
    }

    /// @param now from 0 to 1
    private static double shifted(double now, double from, double to, double all, double seen) {
        double hidden = all - seen;
        if (hidden <= 0) return now;
        double first = now * hidden;
        return Math.clamp(Math.clamp(first, Math.min(to - seen, from), from) / hidden, 0.0, 1.0);
    }

    private VBox best(Question<BeamTree> question) {
        var title = new Label(texts.get("generate.beams.best"));
        title.getStyleClass().add("section-title");
        best.setId("beams-best");
        var none = new Label(texts.get("generate.beams.best.empty"));
        none.setWrapText(true);
        best.setPlaceholder(none);
        best.setCellFactory(list -> new BestCell());
        best.getSelectionModel().selectedItemProperty().subscribe(one -> {
            if (one != null) view.selectedProperty().set(one.node());
        });
        VBox.setVgrow(best, Priority.ALWAYS);
        var card = new VBox(title, best);
        card.getStyleClass().addAll("card", "alternatives-card");
        return card;
    }

    private void show(@Nullable BeamTree tree) {
        view.show(tree);
        best.getItems().setAll(tree == null ? List.of() : tree.hypotheses());
        say(tree);
    }

    private void say(@Nullable BeamTree tree) {
        int node = view.selectedProperty().get();
        sentence.setText(
                tree == null || node < 0 ? texts.get("generate.beams.hint") : BeamTreeView.words(texts, tree, node));
    }

    /// A text above its score.
    private final class BestCell extends ListCell<BeamTree.Hypothesis> {
        private final Label text = new Label();
        private final Label score = new Label();
        private final VBox both = new VBox(text, score);

        BestCell() {
            text.getStyleClass().add("beam-text");
            score.getStyleClass().addAll("text-muted", "text-small");
            for (Label label : List.of(text, score)) {
                label.setWrapText(true);
                label.setMinHeight(Region.USE_PREF_SIZE);
            }
            both.setMinWidth(0);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(BeamTree.@Nullable Hypothesis one, boolean nothing) {
            super.updateItem(one, nothing);
            if (nothing || one == null) {
                setGraphic(null);
                setTooltip(null);
                return;
            }
            var format = texts.format();
            text.setText(one.text().replace("\n", "⏎") + (one.ended() ? "■" : " …"));
            score.setText(texts.get(
                    "generate.beams.text",
                    format.number(one.score()),
                    format.number(one.total()),
                    format.whole(one.tokens())));
            setGraphic(both);
            setTooltip(new Tooltip(text.getText()));
            setAccessibleText(text.getText() + ", " + score.getText());
        }
    }
}
