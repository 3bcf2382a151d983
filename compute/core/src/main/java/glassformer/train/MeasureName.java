package glassformer.train;

import java.util.Locale;
import java.util.Map;

/// A measure's name in its parts: `accuracy/topic` is the accuracy of the head `topic`.
///
/// @param base without the head
/// @param head empty where the measure is of the whole model
public record MeasureName(String base, String head) {
    private static final Map<String, String> PROPER =
            Map.of("bleu", "BLEU", "chrf", "chrF", "rougeL", "ROUGE-L", "rocAuc", "ROC AUC");

    public static MeasureName of(String name) {
        int end = name.indexOf('/');
        return end < 0 ? new MeasureName(name, "") : new MeasureName(name.substring(0, end), name.substring(end + 1));
    }

    /// `macroF1` as `Macro F1`.
    public String words() {
        String proper = PROPER.get(base);
        if (proper != null) {
            return proper;
        }
        String words = base.replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT)
                .replace(" f1", " F1");
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
