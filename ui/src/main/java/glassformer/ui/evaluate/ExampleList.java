package glassformer.ui.evaluate;

import glassformer.evaluate.Judgement;
import glassformer.ui.common.Texts;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Examples to read: the text, what is right and what the model said.
final class ExampleList extends ListView<Judgement> {
    private static final int MOST_SHOWN = 1000;
    private static final int LONGEST = 600;

    private final Label none = new Label();

    ExampleList(String id, Texts texts) {
        setId(id);
        setAccessibleText(texts.get("evaluate.examples"));
        getStyleClass().add("samples-list");
        none.setText(texts.get("evaluate.examples.none"));
        none.setWrapText(true);
        setPlaceholder(none);
        setMinHeight(120);
        setPrefHeight(300);
        setCellFactory(view -> new ExampleCell(texts));
    }

    /// What stands there while there are none.
    void say(String sentence) {
        none.setText(sentence);
    }

    void show(List<Judgement> examples) {
        getItems().setAll(examples.subList(0, Math.min(MOST_SHOWN, examples.size())));
    }

    private static final class ExampleCell extends ListCell<Judgement> {
        private final Texts texts;
        private final Label text = new Label();
        private final Label verdict = new Label();
        private final VBox box = new VBox(text, verdict);

        ExampleCell(Texts texts) {
            this.texts = texts;
            text.setWrapText(true);
            text.setMinHeight(Region.USE_PREF_SIZE);
            verdict.getStyleClass().addAll("text-muted", "text-small");
            verdict.setWrapText(true);
            verdict.setMinHeight(Region.USE_PREF_SIZE);
            box.getStyleClass().add("spacing-4");
            // Wrap at the list's width in place of scrolling sideways.
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable Judgement judgement, boolean empty) {
            super.updateItem(judgement, empty);
            if (empty || judgement == null) {
                setGraphic(null);
                return;
            }
            text.setText(shortened(judgement.text()));
            verdict.setText(verdict(judgement));
            setGraphic(box);
        }

        private String verdict(Judgement judgement) {
            return switch (judgement) {
                case Judgement.OfClass one ->
                    texts.get(
                            "evaluate.example.class",
                            one.expected(),
                            one.answer(),
                            texts.format().percent(one.confidence()));
                case Judgement.OfNumber one ->
                    texts.get(
                            "evaluate.example.answer",
                            texts.format().number(one.truth()),
                            texts.format().number(one.said()));
                case Judgement.OfTags one ->
                    texts.get("evaluate.example.answer", shortened(one.expected()), shortened(one.answer()));
                case Judgement.OfText one ->
                    texts.get("evaluate.example.answer", shortened(one.expected()), shortened(one.answer()));
                case Judgement.OfTokens one ->
                    texts.get(
                            "evaluate.example.tokens",
                            texts.format().number(one.badness()),
                            texts.format().whole(one.tokens()));
            };
        }

        private static String shortened(String text) {
            String line = text.strip().replaceAll("\\s*\\n\\s*", " \u23ce ");
            return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
        }
    }
}
