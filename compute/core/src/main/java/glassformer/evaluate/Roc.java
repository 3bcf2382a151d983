package glassformer.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The receiver operating characteristic of one class against all others: how many of the class are found for how many
/// false alarms, as the threshold falls (Fawcett 2006).
///
/// @param points from (0, 0) to (1, 1)
/// @param auc    area under the curve: how likely one of the class scores higher than one of the others, ties half
public record Roc(String label, List<Point> points, double auc) {
    public Roc {
        points = List.copyOf(points);
    }

    /// @param falsePositives share of the others at or above the threshold
    /// @param truePositives  share of the class at or above the threshold
    /// @param threshold      infinite for the first point
    public record Point(double falsePositives, double truePositives, double threshold) {}

    /// @param positive which items are of the class // (N)
    /// @param scores   the class's probability // (N)
    /// @return empty where all items or none are of the class
    public static Optional<Roc> of(String label, boolean[] positive, double[] scores) {
        Measures.checkPairs(positive.length, scores.length, "scores");
        List<Integer> falling = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed())
                .toList();
        int all = 0;
        for (boolean one : positive) {
            all += one ? 1 : 0;
        }
        int others = positive.length - all;
        if (all == 0 || others == 0) {
            return Optional.empty();
        }
        List<Point> points = new ArrayList<>();
        points.add(new Point(0, 0, Double.POSITIVE_INFINITY));
        int hits = 0;
        double area = 0;
        for (int i = 0; i < falling.size(); i++) {
            int item = falling.get(i);
            hits += positive[item] ? 1 : 0;
            boolean tied = i + 1 < falling.size() && scores[falling.get(i + 1)] == scores[item];
            if (!tied) {
                Point before = points.getLast();
                Point point = new Point((double) (i + 1 - hits) / others, (double) hits / all, scores[item]);
                points.add(point);
                area += (point.falsePositives() - before.falsePositives())
                        * (point.truePositives() + before.truePositives())
                        / 2;
            }
        }
        return Optional.of(new Roc(label, points, area));
    }

    /// The same curve without points on straight lines between others.
    public List<Point> corners() {
        List<Point> kept = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            boolean between =
                    i > 0 && i + 1 < points.size() && straight(points.get(i - 1), points.get(i), points.get(i + 1));
            if (!between) {
                kept.add(points.get(i));
            }
        }
        return kept;
    }

    private static boolean straight(Point before, Point at, Point after) {
        return before.falsePositives() == at.falsePositives() && at.falsePositives() == after.falsePositives()
                || before.truePositives() == at.truePositives() && at.truePositives() == after.truePositives();
    }
}
