package glassformer.ui.generate;

import glassformer.exchange.Json;
import glassformer.generate.CacheComparison;
import glassformer.inspect.TextTables;
import glassformer.ui.chart.Curve;
import glassformer.ui.chart.CurveChart;
import glassformer.ui.chart.CurveSeries;
import glassformer.ui.common.Texts;
import glassformer.ui.worker.Workbench;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One text generated with and without the cache of keys and values: tokens a second of each, whether both texts are
// the
/// same, and how long each token took.
final class SpeedPane extends VBox {
    private final Texts texts;
    private final Curve cached = new Curve();
    private final Curve uncached = new Curve();
    private final Label figures = new Label();
    private final Label same = new Label();

    SpeedPane(Question<CacheComparison> question, Workbench bench) {
        texts = bench.texts();
        getStyleClass().add("card");
        figures.setId("speed-figures");
        figures.getStyleClass().add("section-title");
        figures.setWrapText(true);
        same.setId("speed-same");
        same.getStyleClass().addAll("text-muted", "text-small");
        same.setWrapText(true);
        same.setMinHeight(Region.USE_PREF_SIZE);
        var chart = new CurveChart(texts, bench.palette(), texts.get("generate.speed.x"));
        chart.setId("speed-chart");
        chart.emptyTextProperty()
                .bind(question.busyProperty()
                        .map(busy -> texts.get(busy ? "generate.speed.busy" : "generate.speed.empty")));
        chart.series()
                .setAll(
                        CurveSeries.of(texts.get("generate.speed.cached"), cached),
                        CurveSeries.of(texts.get("generate.speed.uncached"), uncached)
                                .asDashed());
        VBox.setVgrow(chart, Priority.ALWAYS);
        var save = new SaveButton<>(
                "speed-save",
                "generate.speed.save",
                question.answerProperty(),
                List.of(
                        new SaveButton.Kind<CacheComparison>("csv", TextTables::csv),
                        new SaveButton.Kind<CacheComparison>(
                                "json", (found, out) -> out.write(Json.prettily(found.fields())))),
                bench);
        HBox.setHgrow(figures, Priority.ALWAYS);
        figures.setMaxWidth(Double.MAX_VALUE);
        var header = new HBox(figures, save);
        header.getStyleClass().add("panel-header");
        getChildren().addAll(header, same, chart);
        question.answerProperty().subscribe(this::show);
    }

    private void show(@Nullable CacheComparison found) {
        fill(cached, found == null ? List.of() : found.cached());
        fill(uncached, found == null ? List.of() : found.uncached());
        if (found == null) {
            figures.setText(texts.get("generate.speed.title"));
            same.setText(texts.get("generate.speed.hint"));
            return;
        }
        var format = texts.format();
        double with = found.cachedTokensPerSecond();
        double without = found.uncachedTokensPerSecond();
        figures.setText(texts.get(
                "generate.speed.figures",
                format.count(with),
                format.count(without),
                format.cell(without > 0 ? with / without : 1)));
        String seen = found.cancelled()
                ? texts.get("generate.speed.cancelled")
                : found.different() < 0
                        ? texts.get("generate.speed.same", format.whole(found.tokens()))
                        : texts.get("generate.speed.different", format.whole(found.different() + 1L));
        same.setText(seen + " " + texts.get("generate.speed.hint"));
    }

    private static void fill(Curve curve, List<Double> milliseconds) {
        curve.clear();
        for (int i = 0; i < milliseconds.size(); i++) curve.append(i + 1, milliseconds.get(i));
    }
}
