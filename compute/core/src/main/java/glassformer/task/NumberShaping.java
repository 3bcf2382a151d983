package glassformer.task;

import glassformer.blueprint.HeadSpec;
import glassformer.data.Example;
import glassformer.data.Input;
import glassformer.engine.Batch;
import glassformer.engine.Labels;
import glassformer.engine.ModelSession;
import glassformer.engine.Tokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One number of a text or a pair, learned in [Deviations] from the mean of the training numbers.
record NumberShaping(Texts texts, Deviations deviations) implements TextShaping {
    static NumberShaping of(Texts texts, List<Example> training) {
        return new NumberShaping(
                texts,
                Deviations.of(training.stream()
                        .mapToDouble(example -> scored(example).value())
                        .toArray()));
    }

    @Override
    public List<HeadSpec> heads() {
        return List.of(new HeadSpec.Value(HeadSpec.CLASSIFIER));
    }

    @Override
    public Batch batch(Tokens tokens, List<Example> examples) {
        float[] values = new float[examples.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = deviations.scaled(scored(examples.get(row)).value());
        }
        return new Batch(tokens, null, List.of(new Labels.Values(HeadSpec.CLASSIFIER, values)));
    }

    @Override
    public Input input(Example example) {
        return scored(example).input();
    }

    private static Example.Scored scored(Example example) {
        if (!(example instanceof Example.Scored scored)) {
            throw Texts.unfit(TaskKind.REGRESSION, example);
        }
        return scored;
    }

    /// The root of the mean squared error and the share of the variance that is explained.
    @Override
    public Map<String, Double> judge(ModelSession session, List<Example> examples) {
        double squares = 0;
        double around = 0;
        double average = examples.stream()
                .mapToDouble(example -> scored(example).value())
                .average()
                .orElse(0);
        List<List<float[]>> scores = texts.scores(session, inputs(examples), HeadSpec.CLASSIFIER);
        for (int i = 0; i < scores.size(); i++) {
            double expected = scored(examples.get(i)).value();
            squares += Math.pow(deviations.number(texts.longTexts().value(scores.get(i))) - expected, 2);
            around += Math.pow(expected - average, 2);
        }
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("rootMeanSquaredError", Math.sqrt(squares / examples.size()));
        measures.put("explainedVariance", around == 0 ? 0 : 1 - squares / around);
        return measures;
    }
}
