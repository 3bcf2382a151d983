package glassformer.ui.chart;

import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/// A curve and how it is drawn.
///
/// @param name in the legend and the read-out
/// @param colour null for the theme's colour at this series' place
/// @param dashed tells a second kind of curve apart without relying on colour, for example validation from training
/// @param points whether each point is marked while there is room; for few, separately measured values such as an
///     evaluation every 100 steps, which are then not smoothed either
public record CurveSeries(
        String name, Curve curve, @Nullable Color colour, boolean dashed, boolean points) {
    /// A solid line without points, in the theme's colour.
    public static CurveSeries of(String name, Curve curve) {
        return new CurveSeries(name, curve, null, false, false);
    }

    public CurveSeries asDashed() {
        return new CurveSeries(name, curve, colour, true, points);
    }

    public CurveSeries withPoints() {
        return new CurveSeries(name, curve, colour, dashed, true);
    }

    public CurveSeries withColour(Color fixed) {
        return new CurveSeries(name, curve, fixed, dashed, points);
    }
}
