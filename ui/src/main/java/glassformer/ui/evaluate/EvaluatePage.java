package glassformer.ui.evaluate;

import glassformer.ui.common.ProblemLabel;
import glassformer.ui.worker.Workbench;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The Evaluate page: which model on what on top, what was found below.
public final class EvaluatePage {
    private EvaluatePage() {}

    /// @param runsFolder whose runs can be chosen
    public static Node create(Workbench bench, Path runsFolder) {
        var model = new EvaluateViewModel(bench.session(), bench.link(), bench.background(), bench.texts(), runsFolder);
        var comparison = new ComparisonViewModel(model, bench.link(), bench.background());
        return content(model, comparison, bench);
    }

    static Node content(EvaluateViewModel model, ComparisonViewModel comparison, Workbench bench) {
        var results = new ResultsPane(model, comparison, bench);
        var scroll = new ScrollPane(results);
        scroll.setId("evaluate-scroll");
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("page-scroll");
        scroll.visibleProperty().bind(model.evaluationProperty().isNotNull());
        var below = new StackPane(empty(model), scroll);
        VBox.setVgrow(below, Priority.ALWAYS);
        var page = new VBox(
                new EvaluateHeader(model, comparison, bench),
                new ProblemLabel("evaluate-problem", model.problemProperty()),
                below);
        page.setId("evaluate-page");
        page.getStyleClass().add("page");
        return page;
    }

    private static Label empty(EvaluateViewModel model) {
        var label = new Label();
        label.setId("evaluate-empty");
        label.getStyleClass().add("empty-state");
        label.setMaxWidth(520);
        label.textProperty().bind(model.emptyProperty());
        label.visibleProperty().bind(model.evaluationProperty().isNull());
        return label;
    }
}
