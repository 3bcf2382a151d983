package glassformer.baseline;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What [LogisticRegression] makes small: `c * (sum of the items' cross-entropies) + (sum of W's squares) / 2`. The
/// point is `W`, a feature's weights for all classes side by side, then `b` // (features, classes), then (classes)
///
/// The rows are cut into the same parts on any machine, each with a slope of its own that are then added in order, so
/// that the sums do not depend on the number of cores.
final class SoftmaxLoss implements Objective {
    private static final int PARTS = 8;

    private final List<SparseRow> rows;
    private final int[] labels;
    private final int classes;
    private final int biases; // where b begins
    private final double c;
    private final double[][] slopes;

    SoftmaxLoss(List<SparseRow> rows, int[] labels, int classes, int features, double c) {
        this.rows = List.copyOf(rows);
        this.labels = labels;
        this.classes = classes;
        this.biases = classes * features;
        this.c = c;
        int parts = Math.min(PARTS, labels.length);
        this.slopes = new double[parts][biases + classes];
    }

    @Override
    public double at(double[] point, double[] gradient) {
        double[] losses = new double[slopes.length];
        IntStream.range(0, slopes.length).parallel().forEach(part -> losses[part] = part(part, point));
        double[] penalties = new double[slopes.length];
        IntStream.range(0, slopes.length).parallel().forEach(part -> penalties[part] = gather(part, point, gradient));
        return c * Arrays.stream(losses).sum() + Arrays.stream(penalties).sum();
    }

    /// Where to begin: no feature counts, and the classes are as frequent as they are.
    double[] start() {
        double[] start = new double[biases + classes];
        double[] shares = shares();
        for (int k = 0; k < classes; k++) {
            start[biases + k] = Math.log(shares[k]);
        }
        return start;
    }

    /// How much the slope changes along each weight, where the classes' probabilities are their shares.
    double[] curvature() {
        double[] squares = new double[biases / classes];
        for (SparseRow row : rows) {
            for (int i = 0; i < row.indices().length; i++) {
                squares[row.indices()[i]] += row.values()[i] * row.values()[i];
            }
        }
        double[] shares = shares();
        double[] curvature = new double[biases + classes];
        for (int k = 0; k < classes; k++) {
            double spread = c * shares[k] * (1 - shares[k]);
            for (int feature = 0; feature < squares.length; feature++) {
                curvature[feature * classes + k] = 1 + spread * squares[feature];
            }
            curvature[biases + k] = spread * labels.length;
        }
        return curvature;
    }

    /// Each above 0, also of a class without rows.
    private double[] shares() {
        double[] shares = new double[classes];
        Arrays.fill(shares, 1.0 / (labels.length + classes));
        for (int label : labels) {
            shares[label] += 1.0 / (labels.length + classes);
        }
        return shares;
    }

    /// The cross-entropies of a part's rows; their slope is kept.
    private double part(int part, double[] point) {
        double[] slope = slopes[part];
        Arrays.fill(slope, 0);
        double[] errors = new double[classes];
        double loss = 0;
        int end = bound(part + 1, labels.length);
        for (int n = bound(part, labels.length); n < end; n++) {
            SparseRow row = rows.get(n);
            probabilities(row, point, biases, errors);
            loss -= Math.log(Math.max(errors[labels[n]], Double.MIN_NORMAL));
            errors[labels[n]] -= 1;
            add(errors, 1, slope, biases);
            for (int i = 0; i < row.indices().length; i++) {
                add(errors, row.values()[i], slope, row.indices()[i] * classes);
            }
        }
        return loss;
    }

    /// Adds the parts' slopes along some of the weights, and tells the penalty of those.
    private double gather(int part, double[] point, double[] gradient) {
        double penalty = 0;
        int end = bound(part + 1, point.length);
        for (int i = bound(part, point.length); i < end; i++) {
            double sum = 0;
            for (double[] slope : slopes) {
                sum += slope[i];
            }
            gradient[i] = c * sum;
            if (i < biases) {
                penalty += point[i] * point[i] / 2;
                gradient[i] += point[i];
            }
        }
        return penalty;
    }

    private int bound(int part, int count) {
        return (int) ((long) count * part / slopes.length);
    }

    /// @param biases where `b` begins in the point
    /// @param into   overwritten // (classes)
    static void probabilities(SparseRow row, double[] point, int biases, double[] into) {
        System.arraycopy(point, biases, into, 0, into.length);
        scores(row, point, into);
        double highest = Double.NEGATIVE_INFINITY;
        for (double score : into) {
            highest = Math.max(highest, score);
        }
        double sum = 0;
        for (int k = 0; k < into.length; k++) {
            into[k] = Math.exp(into[k] - highest);
            sum += into[k];
        }
        for (int k = 0; k < into.length; k++) {
            into[k] /= sum;
        }
    }

    /// Adds `W x`, four features at once: the loop waits for memory. A feature's weights lie side by side, as the cache
    /// likes them.
    private static void scores(SparseRow row, double[] point, double[] into) {
        int[] indices = row.indices();
        double[] values = row.values();
        int classes = into.length;
        int i = 0;
        for (; i + 3 < indices.length; i += 4) {
            int a = indices[i] * classes;
            int b = indices[i + 1] * classes;
            int c = indices[i + 2] * classes;
            int d = indices[i + 3] * classes;
            for (int k = 0; k < classes; k++) {
                into[k] += values[i] * point[a + k]
                        + values[i + 1] * point[b + k]
                        + values[i + 2] * point[c + k]
                        + values[i + 3] * point[d + k];
            }
        }
        for (; i < indices.length; i++) {
            int place = indices[i] * classes;
            for (int k = 0; k < classes; k++) {
                into[k] += values[i] * point[place + k];
            }
        }
    }

    private static void add(double[] from, double factor, double[] to, int place) {
        for (int k = 0; k < from.length; k++) {
            to[place + k] += factor * from[k];
        }
    }
}
