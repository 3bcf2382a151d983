package glassformer.baseline;

import glassformer.BadInputException;
import java.util.Arrays;
import java.util.List;

/// Multinomial logistic regression: `softmax(W x + b)`, with the lowest
/// `c * (sum of the items' cross-entropies) + (sum of W's squares) / 2`; `b` is free. Two classes are treated as any
/// other number, with a row of `W` each. The same data gives the same weights.
public final class LogisticRegression {
    private static final int ITERATIONS = 500;

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
        int biases = classes * features;
        Objective objective = (point, gradient) -> {
            double penalty = 0;
            for (int i = 0; i < biases; i++) {
                penalty += point[i] * point[i] / 2;
                gradient[i] = point[i];
            }
            for (int k = 0; k < classes; k++) {
                gradient[biases + k] = 0;
            }
            double loss = 0;
            for (int n = 0; n < labels.length; n++) {
                SparseRow row = rows.get(n);
                double[] errors = probabilities(row, point, classes, features);
                loss -= Math.log(Math.max(errors[labels[n]], Double.MIN_NORMAL));
                errors[labels[n]] -= 1;
                for (int k = 0; k < classes; k++) {
                    errors[k] *= c;
                    gradient[biases + k] += errors[k];
                }
                for (int i = 0; i < row.indices().length; i++) {
                    int place = row.indices()[i] * classes;
                    for (int k = 0; k < classes; k++) {
                        gradient[place + k] += row.values()[i] * errors[k];
                    }
                }
            }
            return c * loss + penalty;
        };
        return new LogisticRegression(
                classes,
                features,
                new Lbfgs(tolerance * rows.size(), ITERATIONS).minimise(objective, new double[biases + classes]));
    }

    /// @return (classes), summing to 1
    public double[] probabilities(SparseRow row) {
        return probabilities(row, weights, classes, features);
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

    private static double[] probabilities(SparseRow row, double[] weights, int classes, int features) {
        double[] values = Arrays.copyOfRange(weights, classes * features, classes * (features + 1));
        for (int i = 0; i < row.indices().length; i++) {
            int place = row.indices()[i] * classes; // a term's weights lie side by side, as the cache likes them
            for (int k = 0; k < classes; k++) {
                values[k] += row.values()[i] * weights[place + k];
            }
        }
        double highest = Arrays.stream(values).max().orElseThrow();
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            values[k] = Math.exp(values[k] - highest);
            sum += values[k];
        }
        for (int k = 0; k < classes; k++) {
            values[k] /= sum;
        }
        return values;
    }
}
