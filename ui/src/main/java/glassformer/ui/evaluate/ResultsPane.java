package glassformer.ui.evaluate;

import glassformer.evaluate.ClassJudgements;
import glassformer.evaluate.ClassScores;
import glassformer.evaluate.ConfusionMatrix;
import glassformer.evaluate.Judgements;
import glassformer.evaluate.NumberJudgements;
import glassformer.evaluate.TagJudgements;
import glassformer.evaluate.TextJudgements;
import glassformer.evaluate.TokenJudgements;
import glassformer.run.StoredEvaluation;
import glassformer.ui.common.Texts;
import glassformer.ui.worker.Workbench;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What an evaluation found, for one head at a time: figures, classes, confusions, curves, the worst examples, and the
/// comparison with another run.
final class ResultsPane extends VBox {
    private final Workbench bench;
    private final Texts texts;
    private final Node comparison;

    ResultsPane(EvaluateViewModel model, ComparisonViewModel comparison, Workbench bench) {
        this.bench = bench;
        this.texts = bench.texts();
        this.comparison = new ComparisonCard(model, comparison, bench.texts());
        setId("evaluate-results");
        getStyleClass().add("spacing-16");
        model.evaluationProperty().subscribe(this::show);
    }

    private void show(@Nullable StoredEvaluation evaluation) {
        if (evaluation == null) {
            getChildren().clear();
            return;
        }
        showHead(evaluation, evaluation.heads().getFirst());
    }

    private void showHead(StoredEvaluation evaluation, Judgements head) {
        List<Node> cards = new ArrayList<>();
        if (evaluation.heads().size() > 1) cards.add(heads(evaluation, head));
        var figures = new FiguresCard(evaluation, head, texts);
        switch (head) {
            case ClassJudgements classes -> {
                cards.add(row(figures, new ClassTable("evaluate-classes", means(classes.confusion()), texts)));
                if (!evaluation.baselines().isEmpty()) cards.add(new BaselineCard(evaluation, classes, texts));
                cards.add(confusion(
                        classes.confusion(), bench, (truth, answer) -> List.copyOf(classes.of(truth, answer))));
                cards.add(row(
                        CurveCards.roc(classes.rocs(), bench), CurveCards.calibration(classes.calibration(), bench)));
            }
            case TagJudgements tags -> {
                var table = new ClassTable("evaluate-classes", means(tags.confusion()), texts);
                cards.add(row(
                        figures,
                        tags.marksEntities()
                                ? new VBox(16, new ClassTable("evaluate-entities", tags.entities(), texts), table)
                                : table));
                cards.add(confusion(tags.confusion(), bench, (truth, answer) -> List.copyOf(tags.of(truth, answer))));
            }
            case NumberJudgements numbers -> cards.add(row(figures, CurveCards.scatter(numbers, bench)));
            case TextJudgements any -> cards.add(figures);
            case TokenJudgements any -> cards.add(figures);
        }
        cards.add(new WorstCard(head, texts));
        cards.add(comparison);
        getChildren().setAll(cards);
    }

    private static List<ClassScores> means(ConfusionMatrix confusion) {
        return Stream.concat(confusion.scores().stream(), Stream.of(confusion.macro(), confusion.weighted()))
                .toList();
    }

    private static Node confusion(ConfusionMatrix matrix, Workbench bench, ConfusionCard.Finder finder) {
        return new ConfusionCard(matrix, finder, bench);
    }

    private Node heads(StoredEvaluation evaluation, Judgements shown) {
        var group = new ToggleGroup();
        var box = new HBox();
        box.setId("evaluate-heads");
        List<Judgements> all = evaluation.heads();
        for (int i = 0; i < all.size(); i++) {
            Judgements head = all.get(i);
            var button = new ToggleButton(head.head());
            button.setId("evaluate-head-" + head.head());
            button.getStyleClass().add(i == 0 ? "left-pill" : i == all.size() - 1 ? "right-pill" : "center-pill");
            button.setToggleGroup(group);
            button.setSelected(head == shown);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(event -> showHead(evaluation, head));
            box.getChildren().add(button);
        }
        return box;
    }

    private static Node row(Node left, Node right) {
        HBox.setHgrow(right, Priority.ALWAYS);
        var row = new HBox(left, right);
        row.getStyleClass().add("spacing-16");
        return row;
    }
}
