package glassformer.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// How close predicted numbers are.
///
/// @param meanSquaredError  mean of the squared distances
/// @param meanAbsoluteError mean of the distances
/// @param explained         the coefficient of determination, R²: 1 less the squared distances over those of the mean;
///                          0 where the expected numbers are all the same
/// @param pearson           linear correlation
/// @param spearman          correlation of the ranks, equal numbers sharing their mean rank
public record RegressionScores(
        double meanSquaredError, double meanAbsoluteError, double explained, double pearson, double spearman) {
    public static RegressionScores of(double[] expected, double[] predicted) {
        Measures.checkPairs(expected.length, predicted.length, "numbers");
        double mean = Arrays.stream(expected).average().orElseThrow();
        double squares = 0;
        double distances = 0;
        double around = 0;
        for (int i = 0; i < expected.length; i++) {
            double distance = predicted[i] - expected[i];
            squares += distance * distance;
            distances += Math.abs(distance);
            around += (expected[i] - mean) * (expected[i] - mean);
        }
        return new RegressionScores(
                squares / expected.length,
                distances / expected.length,
                around == 0 ? 0 : 1 - squares / around,
                Measures.correlation(expected, predicted),
                Measures.correlation(ranks(expected), ranks(predicted)));
    }

    public Map<String, Double> measures() {
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("meanSquaredError", meanSquaredError);
        measures.put("rootMeanSquaredError", Math.sqrt(meanSquaredError));
        measures.put("meanAbsoluteError", meanAbsoluteError);
        measures.put("explainedVariance", explained);
        measures.put("correlation", pearson);
        measures.put("rankCorrelation", spearman);
        return measures;
    }

    private static double[] ranks(double[] values) {
        List<Integer> rising = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .toList();
        double[] ranks = new double[values.length];
        for (int from = 0; from < ranks.length; ) {
            int to = from;
            while (to < ranks.length && values[rising.get(to)] == values[rising.get(from)]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[rising.get(i)] = (from + to - 1) / 2.0;
            }
            from = to;
        }
        return ranks;
    }
}
