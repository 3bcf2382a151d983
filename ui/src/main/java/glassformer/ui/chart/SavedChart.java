package glassformer.ui.chart;

import java.io.IOException;
import java.util.Optional;

/// A chart that can be saved, see [CurveExport].
public interface SavedChart {
    /// What it shows, as comma-separated values.
    void writeCsv(Appendable out) throws IOException;

    /// What it shows; nothing where there is nothing to see.
    Optional<CurvePicture> picture();

    CurvePainter painter();
}
