package glassformer.ui.inspect;

import glassformer.inspect.ScoreVariant;
import glassformer.ui.common.ProblemLabel;
import glassformer.ui.common.Texts;
import glassformer.ui.common.Words;
import glassformer.ui.heatmap.Head;
import glassformer.ui.worker.Workbench;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What scaling by the root of a head's size and splitting into heads do to attention: the patterns of one input in
/// every variant side by side, and one token of one head step by step.
final class ScoresPane extends VBox {
    private static final double VARIANTS_SHARE = 0.5;

    private final InspectViewModel model;
    private final Texts texts;
    private boolean filling;

    ScoresPane(InspectViewModel model, Workbench bench) {
        this.model = model;
        this.texts = bench.texts();
        setId("inspect-scores");
        getStyleClass().add("spacing-8");
        var steps = new StepsPane(bench, model.scores().queryProperty());
        var variants = new VariantsPane(bench, model.scores().queryProperty());
        HBox.setHgrow(steps, Priority.ALWAYS);
        var both = new HBox(variants, steps);
        both.getStyleClass().add("spacing-16");
        // The table would take all it can get.
        variants.minWidthProperty().bind(both.widthProperty().multiply(VARIANTS_SHARE));
        variants.maxWidthProperty().bind(variants.minWidthProperty());
        steps.setMinWidth(0);
        var empty = new Label();
        empty.setId("inspect-scores-empty");
        empty.getStyleClass().add("empty-state");
        empty.setMaxWidth(520);
        empty.textProperty()
                .bind(model.scores()
                        .busyProperty()
                        .map(busy -> texts.get(busy ? "inspect.lens.busy" : "inspect.lens.empty")));
        var middle = new StackPane(both, empty);
        VBox.setVgrow(middle, Priority.ALWAYS);
        var problem = new ProblemLabel("inspect-scores-problem", model.scores().problemProperty());
        getChildren().addAll(bar(), problem, middle);
        model.scores().scoresProperty().subscribe(scores -> {
            both.setVisible(scores != null);
            empty.setVisible(scores == null);
            if (scores != null) {
                variants.show(scores.variants());
                steps.show(scores);
            }
        });
    }

    private HBox bar() {
        ComboBox<Head> heads = new ComboBox<>();
        heads.setId("inspect-scores-head");
        heads.setAccessibleText(texts.get("inspect.scores.head"));
        heads.setConverter(new Words<>(head -> texts.get("inspect.head", head.layer() + 1, head.index() + 1)));
        model.groupProperty().subscribe(group -> {
            filling = true;
            List<Head> all = new ArrayList<>();
            for (int layer = 0; group != null && layer < group.patterns().size(); layer++) {
                for (int i = 0; i < group.patterns().get(layer).size(); i++) all.add(new Head(layer, i));
            }
            if (!all.equals(heads.getItems())) {
                // The same head of other heads would not be shown again.
                heads.setValue(null);
                heads.getItems().setAll(all);
            }
            heads.setValue(model.headProperty().get());
            filling = false;
        });
        model.headProperty().subscribe(head -> {
            filling = true;
            heads.setValue(head);
            filling = false;
        });
        heads.valueProperty().subscribe(head -> {
            if (!filling && head != null) model.headProperty().set(head);
        });
        var hint = new Label();
        hint.setId("inspect-scores-hint");
        model.scores().scoresProperty().subscribe(scores -> hint.setText(hint(scores)));
        hint.getStyleClass().addAll("text-small", "text-muted");
        hint.setWrapText(true);
        hint.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(hint, Priority.ALWAYS);
        var bar = new HBox(heads, hint);
        bar.getStyleClass().add("inspect-bar");
        return bar;
    }

    private String hint(ScoresModel.@Nullable Scores scores) {
        if (scores == null || scores.variants().variants().size() == ScoreVariant.values().length) {
            return texts.get("inspect.scores.hint");
        }
        long tokens = scores.variants().columns().size();
        return texts.get("inspect.scores.hint.alone", texts.format().whole(tokens));
    }
}
