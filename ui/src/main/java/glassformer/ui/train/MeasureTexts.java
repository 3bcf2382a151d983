package glassformer.ui.train;

import glassformer.train.MeasureName;
import glassformer.ui.common.Texts;
import java.util.Optional;

/// Measures' names for people: `accuracy/topic` is the accuracy of the head `topic`.
public final class MeasureTexts {
    private static final String PREFIX = "measure.";

    private MeasureTexts() {}

    public static String name(String measure, Texts texts) {
        MeasureName parts = MeasureName.of(measure);
        String name = texts.find(PREFIX + parts.base()).orElseGet(parts::words);
        return parts.head().isEmpty() ? name : texts.get("train.measure.head", name, parts.head());
    }

    /// What it tells, where that is known.
    public static Optional<String> explanation(String measure, Texts texts) {
        return texts.find(PREFIX + MeasureName.of(measure).base() + ".tip");
    }
}
