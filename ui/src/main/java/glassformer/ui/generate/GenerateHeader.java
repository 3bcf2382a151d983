package glassformer.ui.generate;

import glassformer.answer.AnswerKind;
import glassformer.ui.common.CheckpointBox;
import glassformer.ui.common.StepChoice;
import glassformer.ui.common.Texts;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The page's title, which checkpoint writes, and the buttons.
final class GenerateHeader extends HBox {
    private final Texts texts;

    /// @param view the one on show
    GenerateHeader(GenerateViewModel model, ObservableValue<PageView> view, Texts texts) {
        this.texts = texts;
        getStyleClass().add("inspect-bar");
        var title = new Label(texts.get("page.generate"));
        title.getStyleClass().add("page-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        title.setId("generate-title");
        var which = new Label();
        which.setId("generate-model");
        which.getStyleClass().add("text-muted");
        which.setMinWidth(0);
        which.setMaxWidth(Double.MAX_VALUE);
        which.textProperty().bind(model.modelProperty());
        HBox.setHgrow(which, Priority.ALWAYS);
        var generate = new Button(texts.get("generate.generate"), new FontIcon(Feather.PLAY));
        generate.setId("generate-start");
        generate.getStyleClass().add("accent");
        generate.setMinWidth(Region.USE_PREF_SIZE);
        generate.disableProperty().bind(view.flatMap(PageView::can).map(can -> !can));
        generate.setOnAction(event -> view.getValue().run().run());
        model.kindProperty()
                .subscribe(kind -> title.setText(
                        texts.get(kind == null ? "page.generate" : AnswerTexts.key("generate.title", kind))));
        Runnable name = () -> {
            AnswerKind kind = model.kindProperty().get();
            generate.setText(
                    kind == null
                            ? texts.get("generate.generate")
                            : view.getValue().start().apply(kind));
        };
        model.kindProperty().subscribe(name);
        view.subscribe(name);
        var cancel = new Button(texts.get("generate.cancel"), new FontIcon(Feather.SQUARE));
        cancel.setId("generate-cancel");
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.disableProperty().bind(view.flatMap(PageView::busy).map(busy -> !busy));
        cancel.setOnAction(event -> {
            Runnable end = view.getValue().cancel();
            if (end != null) end.run();
        });
        Runnable offer = () -> {
            PageView shown = view.getValue();
            AnswerKind kind = model.kindProperty().get();
            // What the heads say comes at once.
            boolean takesTime = shown.view() != GenerateView.ANSWER
                    || kind == null
                    || kind == AnswerKind.CONTINUATION
                    || kind == AnswerKind.TRANSLATION;
            cancel.setVisible(takesTime && shown.cancel() != null);
        };
        model.kindProperty().subscribe(offer);
        view.subscribe(offer);
        cancel.managedProperty().bind(cancel.visibleProperty());
        getChildren().addAll(title, which, checkpoint(model.checkpoints()), generate, cancel);
    }

    private CheckpointBox checkpoint(StepChoice choice) {
        var box = new CheckpointBox("generate-checkpoint", choice, texts, texts.get("generate.checkpoint.tip"));
        box.setMinWidth(150);
        return box;
    }
}
