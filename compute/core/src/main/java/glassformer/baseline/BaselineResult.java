package glassformer.baseline;

import glassformer.evaluate.ConfusionMatrix;
import java.util.List;

/// What a classifier that counts words came to.
///
/// @param confusion on the validation texts
/// @param features  how many numbers a text is
/// @param top       the words that speak most for each class, in the order of the confusion's training classes
/// @param seconds   training and judging took
public record BaselineResult(
        BaselineKind kind, ConfusionMatrix confusion, int features, List<TopTerms> top, double seconds) {
    /// @param terms the strongest first
    public record TopTerms(String label, List<String> terms) {}

    public BaselineResult {
        top = List.copyOf(top);
    }
}
