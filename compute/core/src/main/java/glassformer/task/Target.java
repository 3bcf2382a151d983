package glassformer.task;

import glassformer.blueprint.HeadSpec;
import glassformer.engine.Labels;
import glassformer.evaluate.ClassJudgements;
import glassformer.evaluate.ConfusionMatrix;
import glassformer.evaluate.Highest;
import glassformer.evaluate.Judgement;
import glassformer.evaluate.Judgements;
import glassformer.evaluate.Measures;
import glassformer.evaluate.NumberJudgements;
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

    /// @param texts   of the examples // (B)
    /// @param answers (B) as they are written
    /// @param pooled  of each example the classes' probabilities, or the number
    Judgements judgements(List<String> texts, List<String> answers, List<double[]> pooled);

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
        public Judgements judgements(List<String> texts, List<String> answers, List<double[]> pooled) {
            List<Judgement.OfClass> all = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                all.add(Judgement.OfClass.of(texts.get(i), answers.get(i), classes, pooled.get(i)));
            }
            return new ClassJudgements(name, classes, all);
        }

        @Override
        public Map<String, Double> judge(List<String> answers, List<float[]> scores) {
            List<String> said = scores.stream()
                    .map(row -> classes.get(Highest.of(row, 0, row.length)))
                    .toList();
            return ConfusionMatrix.of(answers, said).measures("accuracy");
        }
    }

    /// A number, learned in standard deviations from the mean.
    record OfNumber(String column, String name, Deviations deviations, double weight) implements Target {
        /// @param training as they are written
        static OfNumber of(String column, String name, List<String> training, double weight) {
            return new OfNumber(
                    column,
                    name,
                    Deviations.of(
                            training.stream().mapToDouble(Double::parseDouble).toArray()),
                    weight);
        }

        @Override
        public HeadSpec head() {
            return new HeadSpec.Value(name);
        }

        @Override
        public Labels labels(List<String> answers) {
            float[] values = new float[answers.size()];
            for (int row = 0; row < values.length; row++) {
                values[row] = deviations.scaled(Double.parseDouble(answers.get(row)));
            }
            return new Labels.Values(name, values, weight);
        }

        @Override
        public Judgements judgements(List<String> texts, List<String> answers, List<double[]> pooled) {
            List<Judgement.OfNumber> all = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                all.add(new Judgement.OfNumber(
                        texts.get(i), Double.parseDouble(answers.get(i)), deviations.number(pooled.get(i)[0])));
            }
            return new NumberJudgements(name, all);
        }

        @Override
        public Map<String, Double> judge(List<String> answers, List<float[]> scores) {
            double squares = 0;
            double[] expected = new double[answers.size()];
            double[] said = new double[expected.length];
            for (int row = 0; row < expected.length; row++) {
                expected[row] = Double.parseDouble(answers.get(row));
                said[row] = deviations.number(scores.get(row)[0]);
                squares += (said[row] - expected[row]) * (said[row] - expected[row]);
            }
            Map<String, Double> measures = new LinkedHashMap<>();
            measures.put("correlation", Measures.correlation(expected, said));
            measures.put("rootMeanSquaredError", Math.sqrt(squares / expected.length));
            return measures;
        }
    }
}
