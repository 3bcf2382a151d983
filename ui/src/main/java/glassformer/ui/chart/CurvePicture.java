package glassformer.ui.chart;

import glassformer.ui.theme.Palette;
import java.util.List;
import javafx.scene.paint.Color;

/// What a chart shows at one moment, for a file.
///
/// @param width   in pixels, of plot, axes and their texts; a legend comes on top
/// @param strokes in drawing order
/// @param legend  of the shown curves
record CurvePicture(
        double width,
        double height,
        Plot plot,
        String xName,
        List<CurvePainter.Stroke> strokes,
        List<Entry> legend,
        Palette palette) {
    record Entry(String name, Color colour, boolean dashed) {}

    CurvePicture {
        strokes = List.copyOf(strokes);
        legend = List.copyOf(legend);
    }
}
