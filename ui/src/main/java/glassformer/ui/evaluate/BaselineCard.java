package glassformer.ui.evaluate;

import glassformer.baseline.BaselineResult;
import glassformer.evaluate.ClassJudgements;
import glassformer.evaluate.ConfusionMatrix;
import glassformer.run.StoredEvaluation;
import glassformer.ui.common.Texts;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What attention buys: the model beside classifiers that count words, and the words that those go by.
final class BaselineCard extends VBox {
    private final Texts texts;

    BaselineCard(StoredEvaluation evaluation, ClassJudgements model, Texts texts) {
        this.texts = texts;
        setId("evaluate-baselines");
        getStyleClass().add("card");
        var title = new Label(texts.get("evaluate.baselines.title"));
        title.getStyleClass().add("section-title");
        var about = new Label(texts.get("evaluate.baselines.about"));
        about.getStyleClass().addAll("text-muted", "text-small");
        about.setWrapText(true);
        about.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(title, about, figures(evaluation, model), top(evaluation));
    }

    private GridPane figures(StoredEvaluation evaluation, ClassJudgements model) {
        var grid = grid("evaluate-baseline-figures");
        grid.addRow(
                0,
                muted(""),
                muted(texts.get("measure.accuracy")),
                muted(texts.get("measure.macroF1")),
                muted(texts.get("evaluate.baselines.features")),
                muted(texts.get("evaluate.baselines.seconds")));
        add(grid, texts.get("evaluate.baselines.model"), model.confusion(), "", "");
        for (BaselineResult one : evaluation.baselines()) {
            add(
                    grid,
                    texts.get("evaluate.baselines." + one.kind().id()),
                    one.confusion(),
                    texts.format().whole(one.features()),
                    texts.format().number(one.seconds()));
        }
        return grid;
    }

    private void add(GridPane grid, String name, ConfusionMatrix confusion, String features, String seconds) {
        grid.addRow(
                grid.getRowCount(),
                fixed(name),
                fixed(texts.format().number(confusion.accuracy())),
                fixed(texts.format().number(confusion.macroF1())),
                fixed(features),
                fixed(seconds));
    }

    /// The words that TF-IDF goes by, a row a class.
    private GridPane top(StoredEvaluation evaluation) {
        var grid = grid("evaluate-baseline-terms");
        grid.addRow(0, muted(texts.get("evaluate.baselines.class")), muted(texts.get("evaluate.baselines.terms")));
        BaselineResult shown = evaluation.baselines().stream()
                .filter(one -> one.kind() == glassformer.baseline.BaselineKind.TF_IDF)
                .findFirst()
                .orElse(evaluation.baselines().getFirst());
        for (BaselineResult.TopTerms one : shown.top()) {
            var terms = new Label(String.join(", ", one.terms()));
            terms.setWrapText(true);
            grid.addRow(grid.getRowCount(), fixed(one.label()), terms);
        }
        return grid;
    }

    private static GridPane grid(String id) {
        var grid = new GridPane();
        grid.setId(id);
        grid.setHgap(20);
        grid.setVgap(4);
        return grid;
    }

    private static Label fixed(String text) {
        var label = new Label(text);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Label muted(String text) {
        var label = fixed(text);
        label.getStyleClass().addAll("text-muted", "text-small");
        return label;
    }
}
