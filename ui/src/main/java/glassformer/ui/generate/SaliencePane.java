package glassformer.ui.generate;

import glassformer.inspect.Salience;
import glassformer.inspect.TextTables;
import glassformer.ui.common.Texts;
import glassformer.ui.common.ViewSwitch;
import glassformer.ui.text.ColouredTokens;
import glassformer.ui.text.Token;
import glassformer.ui.worker.Workbench;
import java.util.Comparator;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Which tokens of a text a prediction depends on: each coloured by the score's gradient times its embedding, in one
/// colour where it speaks for the label and in another against it; or by the gradient's length.
final class SaliencePane extends HBox {
    private enum Measure {
        PRODUCT,
        NORM
    }

    private final Texts texts;
    private final ColouredTokens tokens;
    private final ObjectProperty<@Nullable String> label;
    private final ComboBox<String> labels = new ComboBox<>();
    private final ViewSwitch<Measure> measure;
    private final Label figures = new Label();
    private final ListView<String> strongest = new ListView<>();
    private boolean showing;

    /// @param label which label is asked about; null for what the model says
    SaliencePane(Question<Salience> question, ObjectProperty<@Nullable String> label, Workbench bench) {
        texts = bench.texts();
        this.label = label;
        getStyleClass().add("spacing-16");
        tokens = new ColouredTokens(texts, bench.palette());
        tokens.setId("salience-tokens");
        tokens.emptyTextProperty()
                .bind(question.busyProperty()
                        .map(busy -> texts.get(busy ? "generate.salience.busy" : "generate.salience.empty")));
        VBox.setVgrow(tokens, Priority.ALWAYS);
        measure = new ViewSwitch<>(Measure.class, Measure.PRODUCT, "salience", "generate.salience", texts);
        measure.chosenProperty()
                .subscribe(now -> paint(question.answerProperty().get()));
        labels.setId("salience-label");
        labels.setAccessibleText(texts.get("generate.salience.label"));
        labels.setPromptText(texts.get("generate.salience.label"));
        labels.disableProperty().bind(question.answerProperty().isNull());
        labels.setOnAction(event -> {
            if (showing || labels.getValue() == null) return;
            label.set(labels.getValue());
            question.ask();
        });
        figures.setId("salience-figures");
        figures.getStyleClass().add("section-title");
        figures.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(figures, Priority.ALWAYS);
        var save = new SaveButton<>(
                "salience-save",
                "generate.salience.save",
                question.answerProperty(),
                List.of(new SaveButton.Kind<Salience>("csv", TextTables::csv)),
                bench);
        var header = new HBox(figures, measure, labels, save);
        header.getStyleClass().add("panel-header");
        var hint = new Label(texts.get("generate.salience.hint"));
        hint.getStyleClass().addAll("text-muted", "text-small");
        hint.setWrapText(true);
        hint.setMinHeight(Region.USE_PREF_SIZE);
        var left = new VBox(header, tokens, hint);
        left.getStyleClass().add("card");
        HBox.setHgrow(left, Priority.ALWAYS);
        getChildren().addAll(left, strongest());
        question.answerProperty().subscribe(this::paint);
    }

    private VBox strongest() {
        var title = new Label(texts.get("generate.salience.strongest"));
        title.getStyleClass().add("section-title");
        strongest.setId("salience-strongest");
        strongest.getStyleClass().addAll("dense", "compact-list");
        var none = new Label(texts.get("generate.salience.strongest.empty"));
        none.setWrapText(true);
        strongest.setPlaceholder(none);
        VBox.setVgrow(strongest, Priority.ALWAYS);
        var card = new VBox(title, strongest);
        card.getStyleClass().addAll("card", "alternatives-card");
        return card;
    }

    private void paint(@Nullable Salience found) {
        if (found == null) {
            label.set(null);
            figures.setText(texts.get("generate.salience.title"));
            tokens.setTokens(List.of());
            strongest.getItems().clear();
            return;
        }
        showing = true;
        labels.getItems().setAll(found.labels());
        labels.setValue(found.label());
        showing = false;
        Double probability = found.probability();
        figures.setText(
                probability == null
                        ? texts.get("generate.salience.number", found.head())
                        : texts.get(
                                "generate.salience.figures",
                                found.label(),
                                texts.format().percent(probability)));
        double largest = found.tokens().stream()
                .mapToDouble(token -> Math.abs(value(token)))
                .max()
                .orElse(1);
        tokens.setSignedTokens(
                found.tokens().stream()
                        .map(token -> new Token(token.id(), apart(token.token())))
                        .toList(),
                found.tokens().stream()
                        .map(token -> largest == 0 ? 0 : value(token) / largest)
                        .toList());
        strongest
                .getItems()
                .setAll(found.tokens().stream()
                        .sorted(Comparator.comparingDouble((Salience.Token token) -> -Math.abs(value(token))))
                        .map(token -> texts.get(
                                "generate.salience.row",
                                AlternativesCard.visible(token.token()),
                                texts.format().number(value(token))))
                        .toList());
    }

    /// Some vocabularies keep no blanks.
    private static String apart(String token) {
        return token.startsWith(" ") ? token : " " + token;
    }

    private double value(Salience.Token token) {
        return switch (measure.chosenProperty().get()) {
            case PRODUCT -> token.product();
            case NORM -> token.norm();
        };
    }
}
