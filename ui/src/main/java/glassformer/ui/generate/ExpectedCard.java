package glassformer.ui.generate;

import glassformer.inspect.Surprise;
import glassformer.inspect.SurprisingToken;
import glassformer.ui.common.Texts;
import glassformer.ui.text.ColouredTokens;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// How surprising one token is and what the model would have said in its place.
final class ExpectedCard extends VBox {
    private static final int ROWS = 5;

    private final Texts texts;
    private final Label sentence = new Label();
    private final List<LikelihoodRow> rows;

    ExpectedCard(Question<Surprise> question, ColouredTokens tokens, Texts texts) {
        this.texts = texts;
        this.rows = Stream.generate(() -> new LikelihoodRow(texts)).limit(ROWS).toList();
        getStyleClass().addAll("card", "alternatives-card");
        var title = new Label(texts.get("generate.surprise.expected"));
        title.getStyleClass().add("section-title");
        sentence.setId("surprise-sentence");
        sentence.getStyleClass().addAll("text-muted", "text-small");
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        var list = new VBox();
        list.getStyleClass().add("spacing-4");
        list.getChildren().addAll(rows);
        getChildren().addAll(title, sentence, list);
        Runnable look = () -> {
            Surprise found = question.answerProperty().get();
            int pointed = tokens.pointedProperty().get();
            int place = pointed >= 0 ? pointed : tokens.selectedProperty().get();
            boolean there =
                    found != null && place >= 0 && place < found.tokens().size();
            if (found != null && there) show(place, found.tokens().get(place));
            else nothing();
        };
        question.answerProperty().subscribe(look);
        tokens.pointedProperty().subscribe(look);
        tokens.selectedProperty().subscribe(look);
    }

    private void nothing() {
        sentence.setText(texts.get("generate.surprise.expected.empty"));
        rows.forEach(row -> row.setVisible(false));
    }

    private void show(int place, SurprisingToken token) {
        Double bits = token.bits();
        Double probability = token.probability();
        String name = AlternativesCard.visible(token.token());
        sentence.setText(
                bits == null || probability == null
                        ? texts.get("generate.surprise.first", place + 1, name)
                        : texts.get(
                                "generate.surprise.at",
                                place + 1,
                                name,
                                texts.format().cell(bits),
                                texts.format().percent(probability)));
        for (int i = 0; i < ROWS; i++) {
            boolean there = i < token.likeliest().size();
            rows.get(i).setVisible(there);
            if (there) {
                SurprisingToken.Option option = token.likeliest().get(i);
                rows.get(i)
                        .show(
                                AlternativesCard.visible(option.token()),
                                option.probability(),
                                option.id() == token.id());
            }
        }
    }
}
