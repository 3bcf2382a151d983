package glassformer.ui.generate;

import glassformer.answer.Answered;
import glassformer.ui.common.Texts;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The answer of a model that does not write: in words on top, each head's probabilities below.
final class PredictionsPane extends VBox {
    private final GenerateViewModel model;
    private final Texts texts;
    private final Label words = new Label();
    private final VBox heads = new VBox();
    private final ScrollPane scroll = new ScrollPane(heads);

    PredictionsPane(GenerateViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("card");
        var title = new Label(texts.get("generate.answer"));
        title.getStyleClass().add("section-title");
        words.setId("generate-answer");
        words.getStyleClass().add("answer-words");
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        heads.getStyleClass().add("predictions");
        heads.setMaxWidth(720);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("page-scroll");
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        var empty = new Label();
        empty.setId("generate-answer-empty");
        empty.getStyleClass().add("empty-state");
        empty.setMaxWidth(520);
        empty.textProperty().bind(model.emptyProperty());
        empty.visibleProperty().bind(model.answerProperty().isNull());
        var both = new StackPane(scroll, empty);
        VBox.setVgrow(both, Priority.ALWAYS);
        words.managedProperty().bind(words.visibleProperty());
        getChildren().addAll(new HBox(title), words, both);
        model.answerProperty().subscribe(this::show);
    }

    private void show(@Nullable Answered answer) {
        words.setVisible(answer != null);
        scroll.setVisible(answer != null);
        if (answer == null) return;
        words.setText(answer.text());
        boolean several = answer.predictions().size() > 1;
        heads.getChildren()
                .setAll(answer.predictions().stream()
                        .map(prediction -> new PredictionCard(prediction, several, model::fill, texts))
                        .toList());
        scroll.setVvalue(0);
    }
}
