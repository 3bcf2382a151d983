package glassformer.export;

import java.util.Locale;

/// What came out when an export was reopened and compared with the model.
///
/// @param compared      what was compared: "logits", "values"
/// @param count         of how many probe inputs or tensors
/// @param maxDifference the largest absolute difference; NaN fails
/// @param tolerance     up to which the export is good
public record ExportCheck(String compared, int count, double maxDifference, double tolerance) {
    public boolean passed() {
        return maxDifference <= tolerance;
    }

    /// The numbers of a sentence: "logits differ by at most 1.2e-06 (4 compared)".
    public String sentence() {
        return String.format(Locale.ROOT, "%s differ by at most %.2g (%d compared)", compared, maxDifference, count);
    }
}
