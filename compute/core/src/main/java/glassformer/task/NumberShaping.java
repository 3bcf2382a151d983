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

/// One number of a text or a pair. The model learns it in units of the training numbers' standard deviation from their
/// mean, where the error has a size that learning rates are made for.
record NumberShaping(Texts texts, double mean, double deviation) implements Shaping {
    static NumberShaping of(Texts texts, List<Example> training) {
        double[] values = training.stream()
                .mapToDouble(example -> scored(example).value())
                .toArray();
        double mean = java.util.Arrays.stream(values).average().orElse(0);
        double variance = java.util.Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
        return new NumberShaping(texts, mean, variance == 0 ? 1 : Math.sqrt(variance));
    }

    @Override
    public List<HeadSpec> heads() {
        return List.of(new HeadSpec.Value(HeadSpec.CLASSIFIER));
    }

    @Override
    public Batch batch(List<Example> examples) {
        return batch(texts.tokens(inputs(examples)), examples);
    }

    @Override
    public Batch drawn(List<Example> examples, long seed, long firstPlace) {
        return batch(texts.drawn(inputs(examples), seed, firstPlace), examples);
    }

    /// Each window with the number of its text.
    @Override
    public List<Batch> whole(List<Example> examples, int batchSize) {
        return texts.whole(examples, example -> scored(example).input(), batchSize, this::batch);
    }

    private Batch batch(Tokens tokens, List<Example> examples) {
        float[] values = new float[examples.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = (float) ((scored(examples.get(row)).value() - mean) / deviation);
        }
        return new Batch(tokens, null, List.of(new Labels.Values(HeadSpec.CLASSIFIER, values)));
    }

    private static List<Input> inputs(List<Example> examples) {
        return examples.stream().map(example -> scored(example).input()).toList();
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
            squares += Math.pow(texts.value(scores.get(i)) * deviation + mean - expected, 2);
            around += Math.pow(expected - average, 2);
        }
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("rootMeanSquaredError", Math.sqrt(squares / examples.size()));
        measures.put("explainedVariance", around == 0 ? 0 : 1 - squares / around);
        return measures;
    }

    @Override
    public int quick() {
        return 500;
    }
}
