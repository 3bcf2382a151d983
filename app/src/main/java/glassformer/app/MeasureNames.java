package glassformer.app;

import glassformer.train.MeasureName;

/// Measures' names for people to read.
final class MeasureNames {
    private MeasureNames() {}

    /// `macroF1` as `Macro F1`, `loss/topic` as `Loss (topic)`.
    static String sentence(String name) {
        MeasureName measure = MeasureName.of(name);
        return measure.words() + (measure.head().isEmpty() ? "" : " (" + measure.head() + ")");
    }
}
