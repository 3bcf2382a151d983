package glassformer.ui.compare;

import glassformer.ui.chart.CurveSeries;
import glassformer.ui.common.Texts;
import glassformer.ui.theme.Palette;
import java.util.ArrayList;
import java.util.List;

/// The lines of several runs in one chart: a colour a run, and dashes for what was measured on text that the model does
/// not learn from.
final class ComparedSeries {
    private ComparedSeries() {}

    static List<CurveSeries> of(ShownComparison shown, ShownMeasure measure, Palette palette, Texts texts) {
        List<CurveSeries> series = new ArrayList<>();
        for (int i = 0; i < shown.labels().size(); i++) {
            List<ShownMeasure.Line> lines = measure.lines(shown.curves().get(i));
            for (ShownMeasure.Line line : lines) {
                String name = shown.labels().get(i);
                String full = lines.size() == 1
                        ? name
                        : texts.get(line.validation() ? "compare.line.validation" : "compare.line.train", name);
                CurveSeries one = CurveSeries.of(full, line.curve()).withColour(palette.seriesColour(i));
                one = line.validation() ? one.asDashed() : one;
                series.add(line.evaluated() ? one.withPoints() : one);
            }
        }
        return series;
    }
}
