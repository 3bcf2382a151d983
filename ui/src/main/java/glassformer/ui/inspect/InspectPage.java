package glassformer.ui.inspect;

import glassformer.ui.common.ProblemLabel;
import glassformer.ui.common.Texts;
import glassformer.ui.common.ViewSwitch;
import glassformer.ui.replay.ReplayPane;
import glassformer.ui.replay.ReplayViewModel;
import glassformer.ui.worker.Workbench;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The Inspect page: whose text on top; then every head on the left and one head large on the right, or how a head's
/// scores become weights, or the logit lens, or what each part contributes, or how what flows through is spread;
/// or how all of it formed while the model was trained.
public final class InspectPage {
    /// A head is shown square, so that on a wide window more room is left for the small pictures.
    private static final double HEADS_SHARE = 0.4;

    private enum View {
        ATTENTION,
        SCORES,
        LENS,
        CONTRIBUTIONS,
        ACTIVATIONS,
        REPLAY
    }

    private InspectPage() {}

    public static Node create(Workbench bench) {
        var model = new InspectViewModel(bench.session(), bench.link(), bench.background(), bench.texts());
        return content(model, bench);
    }

    static Node content(InspectViewModel model, Workbench bench) {
        var head = new HeadPane(model, bench);
        var heads = new HeadsPane(model, bench, head.scaleProperty());
        HBox.setHgrow(head, Priority.ALWAYS);
        var pictures = new HBox(heads, head);
        pictures.getStyleClass().add("spacing-16");
        heads.prefWidthProperty().bind(pictures.widthProperty().multiply(HEADS_SHARE));
        pictures.visibleProperty().bind(model.pictureProperty().isNotNull());
        var middle = new StackPane();
        VBox.setVgrow(middle, Priority.ALWAYS);
        var none = empty(model);
        var lens = new LensPane(model.inside(), bench);
        var contributions = new ContributionsPane(model.inside(), bench);
        var scores = new ScoresPane(model, bench);
        var activations = new ActivationsPane(model.inside(), bench);
        var replay = new ReplayPane(
                new ReplayViewModel(bench.session(), bench.link(), bench.background(), bench.texts()),
                bench,
                model.kindProperty());
        var source = new SourceBar(model, bench.texts());
        var views = new ViewSwitch<>(View.class, View.ATTENTION, "inspect-view", "inspect.view", bench.texts());
        Runnable ask = () -> ask(views.chosenProperty().get(), model);
        model.subjectProperty().subscribe(ask);
        model.groupProperty().subscribe(ask);
        model.headProperty().subscribe(ask);
        views.chosenProperty().subscribe(view -> {
            middle.getChildren()
                    .setAll(
                            switch (view) {
                                case ATTENTION -> List.of(none, pictures);
                                case SCORES -> List.of(scores);
                                case LENS -> List.of(lens);
                                case CONTRIBUTIONS -> List.of(contributions);
                                case ACTIVATIONS -> List.of(activations);
                                case REPLAY -> List.of(replay);
                            });
            source.offeredProperty().set(view != View.REPLAY);
            if (view == View.REPLAY) replay.shown();
            ask.run();
        });
        var page = new VBox(
                source,
                new ProblemLabel("inspect-problem", model.problemProperty()),
                about(model, views, bench.texts()),
                middle);
        page.setId("inspect-page");
        page.getStyleClass().addAll("page", "inspect-page");
        return page;
    }

    /// The worker is asked only for what is on show.
    private static void ask(View view, InspectViewModel model) {
        switch (view) {
            case ATTENTION, REPLAY -> {}
            case SCORES -> model.wantScores();
            case LENS -> model.inside().wantLens();
            case CONTRIBUTIONS -> model.inside().wantContributions();
            case ACTIVATIONS -> model.inside().wantActivations();
        }
    }

    private static Label empty(InspectViewModel model) {
        var label = new Label();
        label.setId("inspect-empty");
        label.getStyleClass().add("empty-state");
        label.setMaxWidth(520);
        label.textProperty().bind(model.emptyProperty());
        label.visibleProperty().bind(model.pictureProperty().isNull());
        return label;
    }

    private static HBox about(InspectViewModel model, ViewSwitch<View> views, Texts texts) {
        var sentence = sentence(model, views, texts);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var kinds = new KindChoice(model, texts);
        var row = new HBox(views, sentence, gap, kinds);
        row.getStyleClass().add("inspect-bar");
        return row;
    }

    /// What is looked at, and whether all of it fitted.
    private static Label sentence(InspectViewModel model, ViewSwitch<View> views, Texts texts) {
        var label = new Label();
        label.setId("inspect-sentence");
        label.getStyleClass().add("text-muted");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.managedProperty().bind(label.visibleProperty());
        Runnable say = () -> {
            AttentionPicture picture = model.pictureProperty().get();
            boolean told = picture != null && views.chosenProperty().get() != View.REPLAY;
            label.setVisible(told);
            if (picture == null || !told) return;
            // The inside is a checkpoint's, which need not be at the step whose attention was stored.
            Subject subject = model.subjectProperty().get();
            boolean inside = views.chosenProperty().get() != View.ATTENTION && subject != null;
            var format = texts.format();
            label.setText(texts.get(
                    picture.cut() ? "inspect.sentence.cut" : "inspect.sentence",
                    format.whole(picture.tokens()),
                    format.whole(inside ? subject.step() : picture.step())));
        };
        model.pictureProperty().subscribe(say);
        model.subjectProperty().subscribe(say);
        views.chosenProperty().subscribe(say);
        return label;
    }
}
