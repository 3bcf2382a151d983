package glassformer.ui.tokens;

import glassformer.text.VocabularyCurve;
import glassformer.ui.chart.Curve;
import glassformer.ui.chart.CurveChart;
import glassformer.ui.chart.CurveExport;
import glassformer.ui.chart.CurveSeries;
import glassformer.ui.chart.SmallCurve;
import glassformer.ui.common.Texts;
import glassformer.ui.shell.Dialogs;
import glassformer.ui.text.ColouredTokens;
import glassformer.ui.theme.Palette;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A tokenizer's training on the text: the text after each merge, all merges, and what a larger vocabulary buys.
final class ReplayPane extends VBox {
    private final Curve perWord = new Curve();

    ReplayPane(TokensViewModel model, Texts texts, ObservableValue<Palette> palette, Dialogs dialogs) {
        getStyleClass().add("spacing-10");
        var figures = new TokenFigures("tokens-figure", texts);
        var tokens = new ColouredTokens(texts, palette);
        tokens.setId("tokens-coloured");
        tokens.emptyTextProperty().set(texts.get("tokens.empty"));
        model.cutProperty().subscribe(cut -> {
            figures.show(cut);
            tokens.setTokens(cut == null ? java.util.List.of() : cut.tokens());
        });
        VBox.setVgrow(tokens, Priority.ALWAYS);
        var table = new MergeTable(model, texts);
        HBox.setHgrow(table, Priority.ALWAYS);
        CurveChart chart = chart(model, texts, palette);
        var card = new VBox(new SmallCurve(chart, new CurveExport(texts, dialogs, () -> "tokens-a-word")));
        VBox.setVgrow(card.getChildren().getFirst(), Priority.ALWAYS);
        card.getStyleClass().addAll("card", "small-curve");
        HBox.setHgrow(card, Priority.ALWAYS);
        var below = new HBox(table, card);
        below.getStyleClass().addAll("spacing-16", "tokens-below");
        getChildren().addAll(new ReplayBar(model, texts), figures, tokens, below);
    }

    private CurveChart chart(TokensViewModel model, Texts texts, ObservableValue<Palette> palette) {
        var chart = new CurveChart(texts, palette, texts.get("tokens.curve.x"));
        chart.setId("tokens-curve");
        chart.emptyTextProperty().set(texts.get("tokens.curve.empty"));
        chart.series()
                .setAll(CurveSeries.of(texts.get("tokens.curve.y"), perWord).withPoints());
        Runnable mark = () -> {
            CutText cut = model.cutProperty().get();
            if (cut == null || perWord.isEmpty()) chart.clearReadout();
            else chart.readAt(cut.vocabulary());
        };
        model.curveProperty().subscribe(curve -> {
            fill(curve);
            mark.run();
        });
        model.cutProperty().subscribe(mark);
        return chart;
    }

    private void fill(@Nullable VocabularyCurve curve) {
        perWord.clear();
        if (curve == null) return;
        curve.points()
                .forEach(point ->
                        perWord.append(point.vocabulary(), point.stats().tokensPerWord()));
    }
}
