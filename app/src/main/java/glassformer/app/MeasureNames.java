package glassformer.app;

import java.util.Locale;

/// Measures' names for people to read.
final class MeasureNames {
    private MeasureNames() {}

    /// `macroF1` as `Macro F1`, `loss.topic` as `Loss of topic`.
    static String sentence(String name) {
        String words = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .replace(".", " of ")
                .toLowerCase(Locale.ROOT)
                .replace(" f1", " F1");
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
