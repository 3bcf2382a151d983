package glassformer.ui.train;

import glassformer.ui.chart.CurveChart;
import glassformer.ui.chart.CurveExport;
import glassformer.ui.chart.CurveSeries;
import glassformer.ui.chart.SmallCurve;
import glassformer.ui.common.Texts;
import glassformer.ui.theme.Palette;
import java.math.BigDecimal;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The learning rate: as it is planned, as it was, and the search for a good one.
final class RateCard extends VBox {
    private final RateSearchViewModel search;
    private final Texts texts;
    private final CurveChart rates;
    private final CurveChart losses;
    private final SmallCurve shownRates;
    private final SmallCurve shownLosses;

    RateCard(
            RunCurves curves,
            RateSearchViewModel search,
            Texts texts,
            ObservableValue<Palette> palette,
            CurveExport export) {
        this.search = search;
        this.texts = texts;
        getStyleClass().addAll("card", "small-curve");
        rates = new CurveChart(texts, palette, texts.get("train.curve.x"));
        rates.setId("train-rate-chart");
        rates.emptyTextProperty().set(texts.get("train.curve.rate.empty"));
        losses = new CurveChart(texts, palette, texts.get("train.rate.x"));
        losses.setId("train-rate-search-chart");
        palette.subscribe(colours -> {
            rates.series()
                    .setAll(
                            CurveSeries.of(texts.get("train.curve.rate.planned"), curves.plannedRate())
                                    .withColour(colours.seriesColour(2))
                                    .asDashed(),
                            CurveSeries.of(texts.get("train.curve.rate"), curves.learningRate())
                                    .withColour(colours.seriesColour(2)));
            losses.series()
                    .setAll(CurveSeries.of(texts.get("train.rate.loss"), search.losses())
                            .withColour(colours.seriesColour(0)));
        });
        shownRates = new SmallCurve(rates, export.named("learning-rate"));
        shownLosses = new SmallCurve(losses, export.named("rate-search"));
        VBox.setVgrow(shownRates, Priority.ALWAYS);
        VBox.setVgrow(shownLosses, Priority.ALWAYS);
        search.stateProperty().subscribe(this::show);
    }

    private void show(RateSearchViewModel.State state) {
        getChildren()
                .setAll(
                        switch (state) {
                            case RateSearchViewModel.State.None none ->
                                new Region[] {
                                    shownRates,
                                    row(button(
                                            "search", texts.get("train.rate.search"), Feather.SEARCH, search::search))
                                };
                            case RateSearchViewModel.State.Searching searching -> {
                                losses.emptyTextProperty().set(texts.get("train.rate.searching"));
                                yield new Region[] {shownLosses};
                            }
                            case RateSearchViewModel.State.Failed(String sentence) -> {
                                losses.emptyTextProperty().set(sentence);
                                yield new Region[] {
                                    shownLosses,
                                    row(button("close", texts.get("train.rate.close"), Feather.X, search::close))
                                };
                            }
                            case RateSearchViewModel.State.Found found -> new Region[] {shownLosses, found(found)};
                        });
    }

    private HBox found(RateSearchViewModel.State.Found found) {
        String rate = BigDecimal.valueOf(found.suggested()).toPlainString();
        var use = button("use", texts.get("train.rate.use", rate), Feather.CHECK, search::use);
        use.getStyleClass().add("accent");
        var row = row(button("close", texts.get("train.rate.close"), Feather.X, search::close), use);
        if (!found.exploded()) {
            var note = new Label(texts.get("train.rate.calm"));
            note.getStyleClass().addAll("text-muted", "text-small");
            note.setWrapText(true);
            HBox.setHgrow(note, Priority.ALWAYS);
            row.getChildren().addFirst(note);
        }
        return row;
    }

    private Button button(String name, String text, Feather icon, Runnable action) {
        var button = new Button(text, new FontIcon(icon));
        button.setId("train-rate-" + name);
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(texts.get("train.rate." + name + ".tip")));
        button.setOnAction(event -> action.run());
        return button;
    }

    private static HBox row(Region... parts) {
        var row = new HBox(parts);
        row.setAlignment(Pos.CENTER_RIGHT);
        row.getStyleClass().add("spacing-8");
        return row;
    }
}
