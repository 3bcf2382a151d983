package glassformer.ui.generate;

import glassformer.inspect.Surprise;
import glassformer.inspect.SurpriseExport;
import glassformer.inspect.SurprisingToken;
import glassformer.ui.common.Texts;
import glassformer.ui.text.ColouredTokens;
import glassformer.ui.text.Token;
import glassformer.ui.worker.Workbench;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A text with each token the stronger coloured the less the model expected it, and its figures; what it would have
/// said instead stands beside it.
final class SurprisePane extends HBox {
    private final Texts texts;
    private final ColouredTokens tokens;
    private final Label figures = new Label();
    private final Label method = new Label();

    SurprisePane(Question<Surprise> question, Workbench bench) {
        texts = bench.texts();
        getStyleClass().add("spacing-16");
        tokens = new ColouredTokens(texts, bench.palette());
        tokens.setId("surprise-tokens");
        tokens.emptyTextProperty()
                .bind(question.busyProperty()
                        .map(busy -> texts.get(busy ? "generate.surprise.busy" : "generate.surprise.empty")));
        VBox.setVgrow(tokens, Priority.ALWAYS);
        figures.setId("surprise-figures");
        figures.getStyleClass().add("section-title");
        figures.setWrapText(true);
        HBox.setHgrow(figures, Priority.ALWAYS);
        figures.setMaxWidth(Double.MAX_VALUE);
        method.setId("surprise-method");
        method.getStyleClass().addAll("text-muted", "text-small");
        method.setWrapText(true);
        method.setMinHeight(Region.USE_PREF_SIZE);
        var save = new SaveButton<>(
                "surprise-save",
                "generate.surprise.save",
                question.answerProperty(),
                List.of(
                        new SaveButton.Kind<Surprise>("csv", SurpriseExport::csv),
                        new SaveButton.Kind<Surprise>("html", SurpriseExport::html)),
                bench);
        var header = new HBox(figures, save);
        header.getStyleClass().add("panel-header");
        var legend = new HeatLegend("surprise-legend", bench);
        var left = new VBox(header, tokens, legend, method);
        left.getStyleClass().add("card");
        HBox.setHgrow(left, Priority.ALWAYS);
        getChildren().addAll(left, new ExpectedCard(question, tokens, texts));
        question.answerProperty().subscribe(found -> {
            show(found);
            legend.show(
                    found == null ? null : texts.get("generate.surprise.least"),
                    found == null
                            ? ""
                            : texts.get("generate.surprise.most", texts.format().cell(found.blindBits())));
        });
    }

    private void show(@Nullable Surprise found) {
        method.setText(found == null ? texts.get("generate.surprise.hint") : how(found));
        if (found == null) {
            figures.setText(texts.get("generate.surprise.title"));
            tokens.setTokens(List.of());
            return;
        }
        var format = texts.format();
        figures.setText(texts.get(
                "generate.surprise.figures",
                format.number(found.perplexity()),
                format.number(found.bitsPerByte()),
                format.number(found.bitsPerToken())));
        tokens.setHeatedTokens(
                found.tokens().stream()
                        .map(token -> new Token(token.id(), token.text().isEmpty() ? token.token() : token.text()))
                        .toList(),
                found.tokens().stream().map(token -> heat(token, found)).toList());
    }

    private static double heat(SurprisingToken token, Surprise found) {
        Double bits = token.bits();
        return bits == null ? Double.NaN : Math.min(1, bits / found.blindBits());
    }

    private String how(Surprise found) {
        var format = texts.format();
        String counted = texts.get("generate.surprise.counted", format.whole(found.counted()));
        String way = texts.get("generate.surprise." + found.method().id());
        String windows = found.windows() == 1
                ? ""
                : " "
                        + texts.get(
                                "generate.surprise.windows",
                                format.whole(found.windows()),
                                format.whole(found.window()),
                                format.whole(found.stride()));
        return counted + " " + way + windows;
    }
}
