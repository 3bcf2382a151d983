package glassformer.ui.chart;

import glassformer.ui.common.TextMeasure;
import java.util.ArrayList;
import java.util.List;

/// Where the names of a [CurvePicture]'s curves stand above its plot, in as many rows as they need.
///
/// @param height of all rows
record LegendLayout(List<Place> places, double height) {
    static final double LINE = 22;
    private static final double GAP = 6;
    private static final double BETWEEN = 18;
    private static final double ROW = 22;

    /// @param x    where the line of the entry begins
    /// @param y    its middle
    /// @param name as far as it fits
    record Place(CurvePicture.Entry entry, double x, double y, String name) {
        double textX() {
            return x + LINE + GAP;
        }
    }

    static LegendLayout of(CurvePicture picture, TextMeasure text) {
        List<Place> places = new ArrayList<>();
        double x = BETWEEN / 2;
        double y = ROW / 2 + GAP / 2;
        for (CurvePicture.Entry entry : picture.legend()) {
            String name = text.fit(entry.name(), picture.width() - LINE - GAP - BETWEEN);
            double width = LINE + GAP + text.width(name);
            if (x > BETWEEN && x + width > picture.width()) {
                x = BETWEEN / 2;
                y += ROW;
            }
            places.add(new Place(entry, x, y, name));
            x += width + BETWEEN;
        }
        return new LegendLayout(places, places.isEmpty() ? 0 : y + ROW / 2 + GAP / 2);
    }
}
