package glassformer.export;

import java.util.Locale;

/// What was written does not compute what the model computes, so it was thrown away.
public final class ExportFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ExportFailedException(ExportFormat format, ExportCheck check) {
        super(String.format(
                Locale.ROOT,
                "The export as %s was thrown away: its %s differ from the model's by %.3g, but may by %.3g.",
                format.id(),
                check.compared(),
                check.maxDifference(),
                check.tolerance()));
    }
}
