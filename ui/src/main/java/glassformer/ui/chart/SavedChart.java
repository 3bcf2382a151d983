package glassformer.ui.chart;

import java.io.IOException;
import java.util.Optional;
import javafx.beans.property.StringProperty;

/// A chart that can be saved, see [CurveExport].
public interface SavedChart {
    /// What it shows, as comma-separated values.
    void writeCsv(Appendable out) throws IOException;

    /// What it shows; nothing where there is nothing to see.
    Optional<CurvePicture> picture();

    CurvePainter painter();

    /// What it says while there is nothing to see.
    StringProperty emptyTextProperty();
}
