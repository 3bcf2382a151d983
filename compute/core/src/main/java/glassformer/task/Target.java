package glassformer.task;

import glassformer.blueprint.HeadSpec;
import glassformer.engine.Labels;
import glassformer.evaluate.ConfusionMatrix;
import glassformer.evaluate.Highest;
import glassformer.evaluate.Measures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One of several things that are learned together: a column and the head that answers it.
sealed interface Target {
    String column();

    HeadSpec head();

    /// @param answers (B) as they are written
    Labels labels(List<String> answers);

    /// @param answers (B) as they are written
    /// @param scores  the head's, of these rows in turn
    Map<String, Double> judge(List<String> answers, List<float[]> scores);

    /// @param classes in the order of the head's
    record OfClasses(String column, String name, List<String> classes, double weight, double smoothing)
            implements Target {
        @Override
        public HeadSpec head() {
            return new HeadSpec.Classes(name, classes);
        }

        @Override
        public Labels labels(List<String> answers) {
            int[] numbers = answers.stream().mapToInt(classes::indexOf).toArray();
            return new Labels.Classes(name, numbers, weight, smoothing);
        }

        @Override
        public Map<String, Double> judge(List<String> answers, List<float[]> scores) {
            List<String> said = scores.stream()
                    .map(row -> classes.get(Highest.of(row, 0, row.length)))
                    .toList();
            ConfusionMatrix matrix = ConfusionMatrix.of(answers, said);
            Map<String, Double> measures = new LinkedHashMap<>();
            measures.put("accuracy", matrix.accuracy());
            measures.put("macroF1", matrix.macroF1());
            measures.put("mostFrequentRate", matrix.mostFrequentClassRate());
            return measures;
        }
    }

    /// A number, learned in standard deviations from the mean.
    record OfNumber(String column, String name, double mean, double deviation, double weight) implements Target {
        /// @param training as they are written
        static OfNumber of(String column, String name, List<String> training, double weight) {
            double[] values = training.stream().mapToDouble(Double::parseDouble).toArray();
            double mean = java.util.Arrays.stream(values).average().orElse(0);
            double variance = java.util.Arrays.stream(values)
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElse(0);
            return new OfNumber(column, name, mean, variance == 0 ? 1 : Math.sqrt(variance), weight);
        }

        @Override
        public HeadSpec head() {
            return new HeadSpec.Value(name);
        }

        @Override
        public Labels labels(List<String> answers) {
            float[] values = new float[answers.size()];
            for (int row = 0; row < values.length; row++) {
                values[row] = (float) ((Double.parseDouble(answers.get(row)) - mean) / deviation);
            }
            return new Labels.Values(name, values, weight);
        }

        @Override
        public Map<String, Double> judge(List<String> answers, List<float[]> scores) {
            List<Double> squares = new ArrayList<>();
            double[] expected = new double[answers.size()];
            double[] said = new double[expected.length];
            for (int row = 0; row < expected.length; row++) {
                expected[row] = Double.parseDouble(answers.get(row));
                said[row] = scores.get(row)[0] * deviation + mean;
                squares.add((said[row] - expected[row]) * (said[row] - expected[row]));
            }
            Map<String, Double> measures = new LinkedHashMap<>();
            measures.put("correlation", Measures.correlation(expected, said));
            measures.put(
                    "rootMeanSquaredError",
                    Math.sqrt(squares.stream()
                            .mapToDouble(Double::doubleValue)
                            .average()
                            .orElse(0)));
            return measures;
        }
    }
}
