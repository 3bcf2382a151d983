package glassformer.ui.generate;

import glassformer.answer.AnswerKind;
import glassformer.ui.common.ProblemLabel;
import glassformer.ui.worker.Workbench;
import java.util.random.RandomGenerator;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The Generate page: prompt and settings on top, the answer below: a text with what else could have come, or what the
/// model's heads say. What is shown fits what the run's model does.
public final class GeneratePage {
    private GeneratePage() {}

    public static Node create(Workbench bench) {
        RandomGenerator random = RandomGenerator.getDefault();
        var model = new GenerateViewModel(
                bench.session(), bench.link(), bench.background(), bench.texts(), random::nextLong);
        return content(model, bench);
    }

    static Node content(GenerateViewModel model, Workbench bench) {
        var output = new OutputCard(model, bench);
        HBox.setHgrow(output, Priority.ALWAYS);
        var written = new HBox(output, new AlternativesCard(model, bench.texts()));
        written.getStyleClass().add("spacing-16");
        var said = new PredictionsPane(model, bench.texts());
        var prompt = new PromptCard(model, bench.texts());
        var empty = empty(model);
        prompt.managedProperty().bind(prompt.visibleProperty());
        model.kindProperty().subscribe(kind -> {
            boolean writes = kind == AnswerKind.CONTINUATION || kind == AnswerKind.TRANSLATION;
            written.setVisible(writes);
            said.setVisible(kind != null && !writes);
            prompt.setVisible(kind != null);
            empty.setVisible(kind == null);
        });
        var below = new StackPane(written, said, empty);
        VBox.setVgrow(below, Priority.ALWAYS);
        var page = new VBox(
                new GenerateHeader(model, bench.texts()),
                new ProblemLabel("generate-problem", model.problemProperty()),
                prompt,
                below);
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
