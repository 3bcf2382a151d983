package glassformer.ui.chart;

import glassformer.ui.theme.Palette;
import java.util.List;
import javafx.scene.paint.Color;

/// What a chart shows at one moment, for a file.
///
/// @param width   in pixels, of plot, axes and their texts; a legend comes on top
/// @param strokes in drawing order
/// @param legend  of the shown curves
public record CurvePicture(
        double width,
        double height,
        Plot plot,
        String xName,
        List<CurvePainter.Stroke> strokes,
        List<Entry> legend,
        List<Tile> tiles,
        Palette palette) {
    /// A coloured rectangle below everything else, in pixels.
    record Tile(double x, double y, double width, double height, Color colour) {}

    /// Without tiles.
    CurvePicture(
            double width,
            double height,
            Plot plot,
            String xName,
            List<CurvePainter.Stroke> strokes,
            List<Entry> legend,
            Palette palette) {
        this(width, height, plot, xName, strokes, legend, List.of(), palette);
    }

    record Entry(String name, Color colour, boolean dashed) {}

    public CurvePicture {
        strokes = List.copyOf(strokes);
        legend = List.copyOf(legend);
        tiles = List.copyOf(tiles);
    }
}
