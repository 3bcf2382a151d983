package glassformer.ui.chart;

import glassformer.ui.common.Format;
import glassformer.ui.common.Texts;
import java.util.List;
import java.util.StringJoiner;

/// A chart in words, for a screen reader.
final class CurveSummary {
    private CurveSummary() {}

    static String of(Texts texts, String xName, List<CurveSeries> series) {
        Format format = texts.format();
        var words = new StringJoiner(" ");
        for (CurveSeries s : series) {
            Curve curve = s.curve();
            Extent ys = curve.yExtent(0, curve.size());
            if (ys.isEmpty()) continue;
            int last = curve.size() - 1;
            words.add(texts.get(
                    "chart.summary",
                    s.name(),
                    format.whole(curve.size()),
                    xName,
                    format.number(curve.x(0)),
                    format.number(curve.x(last)),
                    format.number(curve.y(0)),
                    format.number(curve.y(last)),
                    format.number(ys.low()),
                    format.number(curve.x(indexOf(curve, ys.low()))),
                    format.number(ys.high())));
        }
        return words.length() == 0 ? texts.get("chart.empty") : words.toString();
    }

    private static int indexOf(Curve curve, double y) {
        for (int i = curve.size() - 1; i >= 0; i--) if (curve.y(i) == y) return i;
        throw new IllegalStateException("an extent that no point has");
    }
}
