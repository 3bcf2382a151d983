package glassformer.ui.generate;

import glassformer.answer.AnswerKind;
import glassformer.inspect.Salience;
import glassformer.ui.common.Texts;
import glassformer.ui.lab.RunLibrary;
import glassformer.ui.worker.Workbench;
import glassformer.worker.TextService.BeamRequest;
import glassformer.worker.TextService.SalienceRequest;
import glassformer.worker.WorkerService.TextRequest;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// Makes the page's views, each with its question.
///
/// @param beams how beam search goes
record PageViews(GenerateViewModel model, BeamSettings beams, Workbench bench) {
    /// @param runsFolder whose runs can answer beside the one on show
    List<PageView> all(Path runsFolder) {
        return List.of(answer(), alignment(), salience(), beamSearch(), beside(runsFolder), speed(), surprise());
    }

    private Texts texts() {
        return bench.texts();
    }

    private String prompt() {
        return model.promptProperty().get();
    }

    private PageView answer() {
        var output = new OutputCard(model, bench);
        HBox.setHgrow(output, Priority.ALWAYS);
        var written = new HBox(output, new AlternativesCard(model, texts()));
        written.getStyleClass().add("spacing-16");
        var said = new PredictionsPane(model, texts());
        model.kindProperty().subscribe(kind -> {
            boolean writes = kind == AnswerKind.CONTINUATION || kind == AnswerKind.TRANSLATION;
            written.setVisible(writes);
            said.setVisible(kind != null && !writes);
        });
        return new PageView(
                GenerateView.ANSWER,
                new StackPane(written, said),
                kind -> texts().get(AnswerTexts.key("generate.start", kind)),
                model.canGenerateProperty(),
                model::generate,
                model.generatingProperty(),
                model::cancel,
                model.problemProperty());
    }

    private PageView alignment() {
        var question = new Question<>(model, opened -> {
            var request = new TextRequest(opened.model(), prompt());
            return model.link().texts(worker -> worker.alignment(request));
        });
        return view(GenerateView.ALIGNMENT, new AlignmentPane(question, bench), question, null, "alignment");
    }

    private PageView salience() {
        ObjectProperty<@Nullable String> label = new SimpleObjectProperty<>(null);
        var question = new Question<Salience>(model, opened -> {
            var request = new SalienceRequest(opened.model(), prompt(), null, label.get());
            return model.link().texts(worker -> worker.salience(request));
        });
        // Another text is asked about what the model says of it.
        model.promptProperty().subscribe(now -> label.set(null));
        return view(GenerateView.SALIENCE, new SaliencePane(question, label, bench), question, null, "salience");
    }

    private PageView beamSearch() {
        var question = new Question<>(model, opened -> {
            var request =
                    new BeamRequest(opened.model(), prompt(), beams.beams(), beams.lengthPenalty(), beams.maxTokens());
            return model.link().texts(worker -> worker.beams(request));
        });
        return view(GenerateView.BEAMS, new BeamsPane(question, bench), question, null, "beams");
    }

    private PageView beside(Path runsFolder) {
        var beside = new Beside(model, new RunLibrary(runsFolder), bench.background());
        var pane = new BesidePane(model, beside, bench);
        return view(GenerateView.BESIDE, pane, beside.question(), beside::cancel, "beside");
    }

    private PageView speed() {
        String id = "speed";
        var question = new Question<>(model, opened -> {
            var request = model.request(opened, id);
            return model.link().texts(worker -> worker.compareCache(request));
        });
        Runnable cancel = () -> {
            var unused = model.link().cancelGenerate(id);
        };
        return view(GenerateView.SPEED, new SpeedPane(question, bench), question, cancel, "speed");
    }

    private PageView surprise() {
        var question = new Question<>(model, opened -> {
            var request = new TextRequest(opened.model(), prompt());
            return model.link().texts(worker -> worker.surprise(request));
        });
        return view(GenerateView.SURPRISE, new SurprisePane(question, bench), question, null, "surprise");
    }

    private PageView view(GenerateView view, Node pane, Question<?> question, @Nullable Runnable cancel, String name) {
        return PageView.of(view, pane, question, cancel, texts().get("generate." + name + ".start"));
    }
}
