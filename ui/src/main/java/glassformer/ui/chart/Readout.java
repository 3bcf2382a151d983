package glassformer.ui.chart;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the curves are at one x: for each series the point nearest to it.
///
/// @param x the nearest x that any series has
public record Readout(double x, List<Entry> entries) {
    /// @param x of this series' nearest point, which may differ from the read-out's
    /// @param y as recorded
    /// @param smoothed the smoothed value there, or null when nothing is smoothed
    public record Entry(
            CurveSeries series,
            double x,
            double y,
            @Nullable Double smoothed) {}

    public Readout {
        entries = List.copyOf(entries);
    }
}
