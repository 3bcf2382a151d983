package glassformer.ui.generate;

import glassformer.ui.common.ProblemLabel;
import glassformer.ui.common.Texts;
import glassformer.ui.common.ViewSwitch;
import glassformer.ui.worker.Workbench;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The Generate page: prompt and settings on top, below what the model makes of it in one of several views: its answer,
/// how it came to it, how surprising a text is to it. What is shown fits what the run's model does.
public final class GeneratePage {
    private GeneratePage() {}

    /// @param runsFolder whose runs can answer beside the one on show
    public static Node create(Workbench bench, Path runsFolder) {
        RandomGenerator random = RandomGenerator.getDefault();
        var model = new GenerateViewModel(
                bench.session(), bench.link(), bench.background(), bench.texts(), random::nextLong);
        return content(model, bench, runsFolder);
    }

    static Node content(GenerateViewModel model, Workbench bench, Path runsFolder) {
        Texts texts = bench.texts();
        var beams = new BeamSettings(texts);
        List<PageView> all = new PageViews(model, beams, bench).all(runsFolder);
        var views = new ViewSwitch<>(GenerateView.class, GenerateView.ANSWER, "generate-view", "generate.view", texts);
        ObservableValue<PageView> view = views.chosenProperty().map(chosen -> all.stream()
                .filter(one -> one.view() == chosen)
                .findFirst()
                .orElseThrow());
        var prompt = new PromptCard(model, views.chosenProperty(), beams, texts);
        var empty = empty(model);
        prompt.managedProperty().bind(prompt.visibleProperty());
        views.managedProperty().bind(views.visibleProperty());
        var below = new StackPane();
        VBox.setVgrow(below, Priority.ALWAYS);
        model.kindProperty().subscribe(kind -> {
            if (kind != null) views.show(GenerateView.of(kind));
            prompt.setVisible(kind != null);
            views.setVisible(kind != null);
            empty.setVisible(kind == null);
            below.setVisible(kind != null);
        });
        view.subscribe(now -> below.getChildren().setAll(now.below()));
        var middle = new StackPane(below, empty);
        VBox.setVgrow(middle, Priority.ALWAYS);
        var page = new VBox(
                new GenerateHeader(model, view, texts),
                new ProblemLabel("generate-problem", view.flatMap(PageView::problem)),
                new HBox(views),
                prompt,
                middle);
        page.setId("generate-page");
        page.getStyleClass().addAll("page", "generate-page");
        return page;
    }

    private static Label empty(GenerateViewModel model) {
        var label = new Label();
        label.setId("generate-empty");
        label.getStyleClass().add("empty-state");
        label.setMaxWidth(520);
        label.textProperty().bind(model.emptyProperty());
        return label;
    }
}
