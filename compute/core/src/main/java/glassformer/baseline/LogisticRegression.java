package glassformer.baseline;

import glassformer.BadInputException;
import java.util.List;
import java.util.stream.IntStream;

/// Multinomial logistic regression: `softmax(W x + b)`, with the lowest
/// `c * (sum of the items' cross-entropies) + (sum of W's squares) / 2`; `b` is free. Two classes are treated as any
/// other number, with a row of `W` each. The same data gives the same weights.
public final class LogisticRegression {
    private static final int ITERATIONS = 500;
    /// From so many rows on, some of them show where to begin.
    private static final int MANY = 10_000;

    private static final int EVERY = 4;
    private static final double COARSE = 2;

    private final int classes;
    private final int features;
    private final double[] weights; // (features, classes), then (classes) for b

    private LogisticRegression(int classes, int features, double[] weights) {
        this.classes = classes;
        this.features = features;
        this.weights = weights;
    }

    /// @param rows one or more // (N, features)
    /// @param labels class of each row, from 0 // (N)
    /// @param classes 2 or more
    /// @param c how much the data counts against small weights, more than 0; 1 is usual
    /// @param tolerance stop when no component of the gradient, divided by the number of rows, is larger
    public static LogisticRegression fit(
            List<SparseRow> rows, int[] labels, int classes, int features, double c, double tolerance) {
        if (rows.isEmpty() || rows.size() != labels.length || classes < 2 || !(c > 0)) {
            throw new BadInputException(
                    "Logistic regression has " + rows.size() + " rows, " + labels.length + " labels, "
                            + classes + " classes and C = " + c
                            + ", but needs a label for each row, at least one row and two classes, and C above 0.");
        }
        SoftmaxLoss loss = new SoftmaxLoss(rows, labels, classes, features, c);
        double[] start = loss.start();
        if (rows.size() >= MANY) {
            SoftmaxLoss some = some(rows, labels, classes, features, c);
            start = new Lbfgs(COARSE * tolerance * rows.size(), ITERATIONS)
                    .minimise(some, some.start(), some.curvature());
        }
        Lbfgs search = new Lbfgs(tolerance * rows.size(), ITERATIONS);
        return new LogisticRegression(classes, features, search.minimise(loss, start, loss.curvature()));
    }

    /// That of every few rows, each counted as often: near where all rows lead to, for a share of the time.
    private static SoftmaxLoss some(List<SparseRow> rows, int[] labels, int classes, int features, double c) {
        int[] chosen =
                IntStream.iterate(0, i -> i < labels.length, i -> i + EVERY).toArray();
        return new SoftmaxLoss(
                IntStream.of(chosen).mapToObj(rows::get).toList(),
                IntStream.of(chosen).map(i -> labels[i]).toArray(),
                classes,
                features,
                c * EVERY);
    }

    /// @return (classes), summing to 1
    public double[] probabilities(SparseRow row) {
        double[] probabilities = new double[classes];
        SoftmaxLoss.probabilities(row, weights, classes * features, probabilities);
        return probabilities;
    }

    /// The most probable class; the first of equals.
    public int predict(SparseRow row) {
        double[] probabilities = probabilities(row);
        int best = 0;
        for (int k = 1; k < classes; k++) {
            best = probabilities[k] > probabilities[best] ? k : best;
        }
        return best;
    }

    public double weight(int label, int feature) {
        return weights[feature * classes + label];
    }
}
