package glassformer.app;

import java.util.Locale;

/// Measures' names for people to read.
final class MeasureNames {
    private MeasureNames() {}

    /// `macroF1` as `Macro F1`, `loss/topic` as `Loss (topic)`.
    static String sentence(String name) {
        int head = name.indexOf('/');
        String words = (head < 0 ? name : name.substring(0, head))
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT)
                .replace(" f1", " F1");
        return Character.toUpperCase(words.charAt(0))
                + words.substring(1)
                + (head < 0 ? "" : " (" + name.substring(head + 1) + ")");
    }
}
