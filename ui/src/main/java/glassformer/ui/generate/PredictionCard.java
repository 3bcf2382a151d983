package glassformer.ui.generate;

import glassformer.answer.Prediction;
import glassformer.answer.Prediction.Likelihood;
import glassformer.answer.Prediction.Place;
import glassformer.ui.common.Texts;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What one head says: candidates for each hidden word, classes, tags or a number, probabilities as bars.
final class PredictionCard extends VBox {
    private static final int CLASSES = 12;

    private final Texts texts;
    private final BiConsumer<Integer, String> pick;

    /// @param named whether the head's name is shown, as there are several
    /// @param pick  takes which hidden word, from 0, and what is to stand there
    PredictionCard(Prediction prediction, boolean named, BiConsumer<Integer, String> pick, Texts texts) {
        this.texts = texts;
        this.pick = pick;
        getStyleClass().addAll("prediction-card", "spacing-8");
        String name = texts.get("generate.prediction." + key(prediction.kind()));
        var title = new Label(named ? texts.get("generate.prediction.head", name, prediction.head()) : name);
        title.getStyleClass().add("section-title");
        getChildren().add(title);
        getChildren().addAll(content(prediction));
    }

    private List<? extends Node> content(Prediction prediction) {
        return switch (prediction.kind()) {
            case HIDDEN_TOKEN -> hidden(prediction.places());
            case CLASS -> bars(prediction.places().getFirst().likeliest(), CLASSES, UnaryOperator.identity());
            case FOLLOWS ->
                bars(
                        prediction.places().getFirst().likeliest(),
                        CLASSES,
                        name -> texts.get(
                                "generate.prediction.follows." + (name.equals(Prediction.FOLLOWS) ? "yes" : "no")));
            case TAGS -> List.of(tags(prediction.places()));
            case VALUE -> number(prediction);
        };
    }

    private List<Node> hidden(List<Place> places) {
        return java.util.stream.IntStream.range(0, places.size())
                .mapToObj(i -> {
                    var place = new VBox();
                    place.getStyleClass().add("spacing-4");
                    if (places.size() > 1) {
                        var which = new Label(texts.get("generate.prediction.place", i + 1));
                        which.getStyleClass().addAll("text-muted", "text-small");
                        place.getChildren().add(which);
                    }
                    List<Likelihood> top = places.get(i).likeliest();
                    List<LikelihoodRow> rows = bars(top, top.size(), AlternativesCard::visible);
                    for (int rank = 0; rank < rows.size(); rank++) {
                        String word = top.get(rank).name();
                        rows.get(rank).onPress(() -> pick.accept(i, word), texts.get("generate.prediction.fill"));
                    }
                    place.getChildren().addAll(rows);
                    return (Node) place;
                })
                .toList();
    }

    private List<LikelihoodRow> bars(List<Likelihood> likeliest, int most, UnaryOperator<String> name) {
        return likeliest.stream()
                .limit(most)
                .map(one -> new LikelihoodRow(
                        texts, name.apply(one.name()), one.probability(), one == likeliest.getFirst()))
                .toList();
    }

    /// A line a word: the word and its tag with how sure the model is.
    private GridPane tags(List<Place> words) {
        var grid = new GridPane();
        grid.getStyleClass().add("summary-grid");
        for (Place word : words) {
            var text = new Label(word.text());
            text.setMinWidth(Region.USE_PREF_SIZE);
            var row = new LikelihoodRow(texts, word.best().name(), word.best().probability(), false);
            GridPane.setHgrow(row, Priority.ALWAYS);
            grid.addRow(grid.getRowCount(), text, row);
        }
        return grid;
    }

    private List<Node> number(Prediction prediction) {
        Double value = prediction.value();
        var shown = new Label(value == null ? "–" : texts.format().number(value));
        shown.getStyleClass().add("prediction-number");
        var unit = new Label(texts.get("generate.prediction.value.unit"));
        unit.getStyleClass().addAll("text-muted", "text-small");
        unit.setWrapText(true);
        unit.setMinHeight(Region.USE_PREF_SIZE);
        return List.of(shown, unit);
    }

    private static String key(Prediction.Kind kind) {
        return switch (kind) {
            case HIDDEN_TOKEN -> "hidden";
            case FOLLOWS -> "follows";
            case CLASS -> "class";
            case TAGS -> "tags";
            case VALUE -> "value";
        };
    }
}
