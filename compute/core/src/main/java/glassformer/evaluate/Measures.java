package glassformer.evaluate;

import glassformer.BadInputException;
import java.util.Arrays;
import java.util.List;

/// Measures that are one number and need nothing but what was expected and what came.
public final class Measures {
    private Measures() {}

    /// Share of texts that are the expected ones to the character, after spaces at either end are dropped.
    public static double exactMatch(List<String> expected, List<String> actual) {
        checkPairs(expected.size(), actual.size(), "texts");
        int same = 0;
        for (int i = 0; i < expected.size(); i++) {
            same += expected.get(i).strip().equals(actual.get(i).strip()) ? 1 : 0;
        }
        return (double) same / expected.size();
    }

    /// Share of tokens that were predicted right.
    ///
    /// @param targets // (N)
    /// @param predicted // (N)
    /// @param ignored a target that does not count, such as -100 where there is padding
    public static double tokenAccuracy(int[] targets, int[] predicted, int ignored) {
        checkPairs(targets.length, predicted.length, "tokens");
        int right = 0;
        int counted = 0;
        for (int i = 0; i < targets.length; i++) {
            if (targets[i] != ignored) {
                counted++;
                right += targets[i] == predicted[i] ? 1 : 0;
            }
        }
        if (counted == 0) {
            throw new BadInputException("No token counts, as all are ignored; at least one must count.");
        }
        return (double) right / counted;
    }

    /// e to the mean loss: among how many equally likely tokens the model is torn on average.
    ///
    /// @param meanLoss cross-entropy a token, in nats
    public static double perplexity(double meanLoss) {
        return Math.exp(meanLoss);
    }

    /// Pearson's correlation, -1 to 1; 0 where either side is always the same.
    public static double correlation(double[] expected, double[] actual) {
        checkPairs(expected.length, actual.length, "numbers");
        double mean = Arrays.stream(expected).average().orElseThrow();
        double other = Arrays.stream(actual).average().orElseThrow();
        double together = 0;
        double spread = 0;
        double otherSpread = 0;
        for (int i = 0; i < expected.length; i++) {
            together += (expected[i] - mean) * (actual[i] - other);
            spread += (expected[i] - mean) * (expected[i] - mean);
            otherSpread += (actual[i] - other) * (actual[i] - other);
        }
        return spread == 0 || otherSpread == 0 ? 0 : together / Math.sqrt(spread * otherSpread);
    }

    static void checkPairs(int expected, int actual, String what) {
        if (expected != actual || expected == 0) {
            throw new BadInputException("There are " + actual + " " + what + " for " + expected
                    + " expected ones; there must be one for each, and at least one.");
        }
    }
}
