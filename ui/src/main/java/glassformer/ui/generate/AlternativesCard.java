package glassformer.ui.generate;

import glassformer.ui.common.Texts;
import glassformer.worker.WorkerEvents.Choice;
import glassformer.worker.WorkerEvents.Token;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The likeliest tokens at a place of the text, the one that came marked: while a text is generated as it was told,
/// then live.
final class AlternativesCard extends VBox {
    private static final int ROWS = 10;

    private final GenerateViewModel model;
    private final Texts texts;
    private final Label sentence = new Label();
    private final List<LikelihoodRow> rows;

    AlternativesCard(GenerateViewModel model, Texts texts) {
        this.model = model;
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
        var odds = new OddsList(model, texts);
        // Until the distribution itself is there, what came with the text.
        list.visibleProperty().bind(odds.visibleProperty().not());
        list.managedProperty().bind(list.visibleProperty());
        getChildren().addAll(title, sentence, odds, list);
        model.lookedProperty().subscribe(looked -> show());
        model.stepping().atProperty().subscribe(at -> show());
    }

    private void show() {
        WrittenTokens.Looked looked = model.lookedProperty().get();
        Scored at = model.stepping().atProperty().get();
        List<Choice> top = looked == null ? List.of() : looked.token().top();
        for (int i = 0; i < ROWS; i++) {
            rows.get(i).setVisible(i < top.size());
            if (i < top.size()) {
                Choice choice = top.get(i);
                rows.get(i).show(visible(choice.piece()), choice.probability(), choice.chosen());
            }
        }
        if (at != null && (looked == null || at.place() > looked.place())) {
            sentence.setText(texts.get("generate.odds.next", at.place() + 1));
            return;
        }
        if (looked == null) {
            sentence.setText(texts.get("generate.alternatives.empty"));
            return;
        }
        Token token = looked.token();
        if (at != null) {
            // How likely it was stands in the bars.
            sentence.setText(texts.get("generate.odds.came", looked.place() + 1, visible(token.piece())));
            return;
        }
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
