package glassformer.evaluate;

import java.util.List;
import java.util.Map;

/// Of a head that says a number.
public record NumberJudgements(String head, List<Judgement.OfNumber> all) implements Judgements {
    public NumberJudgements {
        all = List.copyOf(all);
        Measures.checkPairs(all.size(), all.size(), "examples");
    }

    public double[] expected() {
        return all.stream().mapToDouble(Judgement.OfNumber::truth).toArray();
    }

    public double[] predicted() {
        return all.stream().mapToDouble(Judgement.OfNumber::said).toArray();
    }

    @Override
    public Map<String, Double> measures() {
        return RegressionScores.of(expected(), predicted()).measures();
    }

    @Override
    public List<Summed> summed() {
        double[][] squares = all.stream()
                .map(one -> new double[] {one.badness() * one.badness(), 1})
                .toArray(double[][]::new);
        double[] distances = all.stream().mapToDouble(Judgement::badness).toArray();
        return List.of(
                new Summed("rootMeanSquaredError", squares, sums -> Math.sqrt(sums[0] / sums[1]), false),
                Summed.mean("meanAbsoluteError", distances, false),
                new Summed("correlation", moments(), NumberJudgements::correlation, true));
    }

    /// What Pearson's correlation needs, around the means so that nothing is lost. // (N, 6)
    private double[][] moments() {
        double[] expected = expected();
        double[] predicted = predicted();
        double mean = java.util.Arrays.stream(expected).average().orElseThrow();
        double other = java.util.Arrays.stream(predicted).average().orElseThrow();
        double[][] rows = new double[expected.length][];
        for (int i = 0; i < rows.length; i++) {
            double x = expected[i] - mean;
            double y = predicted[i] - other;
            rows[i] = new double[] {1, x, y, x * x, y * y, x * y};
        }
        return rows;
    }

    private static double correlation(double[] sums) {
        double together = sums[5] - sums[1] * sums[2] / sums[0];
        double spread = sums[3] - sums[1] * sums[1] / sums[0];
        double other = sums[4] - sums[2] * sums[2] / sums[0];
        return spread <= 0 || other <= 0 ? 0 : together / Math.sqrt(spread * other);
    }
}
