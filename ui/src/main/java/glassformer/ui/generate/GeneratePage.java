package glassformer.ui.generate;

import glassformer.ui.common.ProblemLabel;
import glassformer.ui.worker.Workbench;
import java.util.random.RandomGenerator;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The Generate page: prompt and settings on top, the text below, and beside it what else could have come.
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
        var below = new HBox(output, new AlternativesCard(model, bench.texts()));
        below.getStyleClass().add("spacing-16");
        VBox.setVgrow(below, Priority.ALWAYS);
        var page = new VBox(
                new GenerateHeader(model, bench.texts()),
                new ProblemLabel("generate-problem", model.problemProperty()),
                new PromptCard(model, bench.texts()),
                below);
        page.setId("generate-page");
        page.getStyleClass().addAll("page", "generate-page");
        return page;
    }
}
