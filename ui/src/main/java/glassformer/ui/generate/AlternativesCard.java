package glassformer.ui.generate;

import glassformer.ui.common.Texts;
import glassformer.worker.WorkerEvents.Choice;
import glassformer.worker.WorkerEvents.Token;
import java.util.List;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The ten likeliest tokens at a place of the text, the one that came marked.
final class AlternativesCard extends VBox {
    private static final int ROWS = 10;
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final Texts texts;
    private final Label sentence = new Label();
    private final List<Row> rows = Stream.generate(Row::new).limit(ROWS).toList();

    AlternativesCard(GenerateViewModel model, Texts texts) {
        this.texts = texts;
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

    private void show(GenerateViewModel.@Nullable Looked looked) {
        List<Choice> top = looked == null ? List.of() : looked.token().top();
        for (int i = 0; i < ROWS; i++) rows.get(i).show(i < top.size() ? top.get(i) : null);
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
                percent(token.probability())));
    }

    private String percent(double probability) {
        return texts.format().percent(probability);
    }

    private static String visible(String piece) {
        return piece.isBlank() ? "␣".repeat(Math.max(1, piece.length())) : piece.replace(' ', '␣');
    }

    /// Token, bar and percent.
    private final class Row extends HBox {
        private final Label piece = new Label();
        private final Label percent = new Label();
        private final Region bar = new Region();
        private final Pane track = new Pane(bar);
        private double share;

        Row() {
            getStyleClass().add("alternative");
            piece.getStyleClass().add("alternative-piece");
            track.getStyleClass().add("alternative-track");
            bar.getStyleClass().add("alternative-bar");
            percent.getStyleClass().add("alternative-percent");
            HBox.setHgrow(track, javafx.scene.layout.Priority.ALWAYS);
            track.widthProperty().subscribe(width -> fit());
            track.heightProperty().subscribe(height -> fit());
            bar.setManaged(false);
            getChildren().addAll(piece, track, percent);
        }

        void show(@Nullable Choice choice) {
            setVisible(choice != null);
            if (choice == null) return;
            piece.setText(visible(choice.piece()));
            percent.setText(percent(choice.probability()));
            pseudoClassStateChanged(CHOSEN, choice.chosen());
            setAccessibleText(piece.getText() + " " + percent.getText());
            share = choice.probability();
            fit();
        }

        private void fit() {
            bar.resizeRelocate(0, 0, Math.max(1, share * track.getWidth()), track.getHeight());
        }
    }
}
