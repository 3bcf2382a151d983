package glassformer.text;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/// How a text is cut as the vocabulary grows: what a larger vocabulary buys.
///
/// @param points from no merge to all of them
public record VocabularyCurve(List<Point> points) {
    private static final int POINTS = 40;

    public VocabularyCurve {
        points = List.copyOf(points);
    }

    /// @param vocabulary tokens that there are, special ones included
    public record Point(int steps, int vocabulary, VocabularyStats stats) {}

    /// The tokenizer at up to 40 sizes, closer together where they are small, each measured on the whole text.
    ///
    /// @throws java.util.concurrent.CancellationException where `progress` asks to stop
    public static VocabularyCurve of(MergeTraining training, Supplier<Iterator<String>> documents, Progress progress) {
        List<Point> points = new ArrayList<>();
        List<Integer> steps = steps(training.merges().size());
        for (int step : steps) {
            points.add(new Point(
                    step,
                    training.vocabularyAfter(step),
                    VocabularyStats.of(training.after(step), documents.get(), Long.MAX_VALUE)));
            progress.step((double) points.size() / steps.size());
        }
        return new VocabularyCurve(points);
    }

    private static List<Integer> steps(int all) {
        List<Integer> steps = new ArrayList<>(List.of(0));
        double factor = Math.pow(Math.max(1, all), 1.0 / (POINTS - 1));
        double at = 1;
        while (steps.getLast() < all) {
            steps.add(Math.min(all, Math.max(steps.getLast() + 1, (int) Math.round(at))));
            at *= factor;
        }
        return steps;
    }
}
