package glassformer.ui.train;

import glassformer.ui.common.Texts;
import java.util.Locale;
import java.util.Optional;

/// Measures' names for people: `accuracy/topic` is the accuracy of the head `topic`.
final class MeasureTexts {
    private static final String PREFIX = "measure.";

    private MeasureTexts() {}

    static String name(String measure, Texts texts) {
        String base = base(measure);
        String name = texts.find(PREFIX + base).orElseGet(() -> words(base));
        String head = measure.substring(Math.min(measure.length(), base.length() + 1));
        return head.isEmpty() ? name : texts.get("train.measure.head", name, head);
    }

    /// What it tells, where that is known.
    static Optional<String> explanation(String measure, Texts texts) {
        return texts.find(PREFIX + base(measure) + ".tip");
    }

    /// Without the head.
    static String base(String measure) {
        int end = measure.indexOf('/');
        return end < 0 ? measure : measure.substring(0, end);
    }

    /// `someRate` as `Some rate`.
    private static String words(String name) {
        String words = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
