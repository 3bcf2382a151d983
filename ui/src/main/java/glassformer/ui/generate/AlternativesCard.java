package glassformer.ui.generate;

import glassformer.ui.common.Texts;
import glassformer.worker.WorkerEvents.Choice;
import glassformer.worker.WorkerEvents.Token;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The ten likeliest tokens at a place of the text, the one that came marked.
final class AlternativesCard extends VBox {
    private static final int ROWS = 10;

    private final Texts texts;
    private final Label sentence = new Label();
    private final List<LikelihoodRow> rows;

    AlternativesCard(GenerateViewModel model, Texts texts) {
        this.texts = texts;
        this.rows = Stream.generate(() -> new LikelihoodRow(texts)).limit(ROWS).toList();
        setId("generate-alternatives");
        getStyleClass().addAll("card", "alternatives-card");
        var title = new Label(texts.get("generate.alternatives"));
        title.getStyleClass().add("section-title");
        sentence.setId("generate-alternatives-sentence");
        sentence.getStyleClass().addAll("text-muted", "text-small");
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        var list = new VBox();
        list.getStyleClass().add("spacing-4");
        list.getChildren().addAll(rows);
        getChildren().addAll(title, sentence, list);
        model.lookedProperty().subscribe(this::show);
    }

    private void show(WrittenTokens.@Nullable Looked looked) {
        List<Choice> top = looked == null ? List.of() : looked.token().top();
        for (int i = 0; i < ROWS; i++) {
            rows.get(i).setVisible(i < top.size());
            if (i < top.size()) {
                Choice choice = top.get(i);
                rows.get(i).show(visible(choice.piece()), choice.probability(), choice.chosen());
            }
        }
        if (looked == null) {
            sentence.setText(texts.get("generate.alternatives.empty"));
            return;
        }
        Token token = looked.token();
        boolean outside = top.stream().noneMatch(Choice::chosen);
        sentence.setText(texts.get(
                outside ? "generate.alternatives.outside" : "generate.alternatives.at",
                looked.place() + 1,
                visible(token.piece()),
                texts.format().percent(token.probability())));
    }

    static String visible(String piece) {
        return piece.isBlank() ? "␣".repeat(Math.max(1, piece.length())) : piece.replace(' ', '␣');
    }
}
