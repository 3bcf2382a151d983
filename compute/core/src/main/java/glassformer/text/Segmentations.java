package glassformer.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A text as it is cut after each merge of a training.
///
/// @param after (merges) -> the text; one more than there are merges
public record Segmentations(List<TokenizedText> after) {
    public Segmentations {
        after = List.copyOf(after);
    }

    /// After none to so many merges. Only merges whose token the text holds are tried, so a short text is quick even
    /// with many merges.
    ///
    /// @throws java.util.concurrent.CancellationException where `progress` asks to stop
    public static Segmentations of(MergeTraining training, String text, int steps, Progress progress) {
        Predicate<LearnedMerge> concerning = training.concerning(text);
        List<TokenizedText> after = new ArrayList<>();
        after.add(TokenizedText.of(training.after(0), text));
        for (int step = 1; step <= steps; step++) {
            after.add(
                    concerning.test(training.merges().get(step - 1))
                            ? TokenizedText.of(training.after(step), text)
                            : after.getLast());
            progress.step((double) step / steps);
        }
        return new Segmentations(after);
    }
}
