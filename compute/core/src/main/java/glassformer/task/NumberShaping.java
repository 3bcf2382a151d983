package glassformer.task;

import glassformer.blueprint.HeadSpec;
import glassformer.data.Example;
import glassformer.data.Input;
import glassformer.engine.Batch;
import glassformer.engine.Labels;
import glassformer.engine.ModelSession;
import glassformer.engine.Tokens;
import glassformer.evaluate.Judgement;
import glassformer.evaluate.Judgements;
import glassformer.evaluate.NumberJudgements;
import glassformer.text.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    @Override
    public List<Judgements> judgements(ModelSession session, List<Example> examples, Progress progress) {
        return List.of(numbers(session, examples, progress));
    }

    private NumberJudgements numbers(ModelSession session, List<Example> examples, Progress progress) {
        List<List<float[]>> scores = texts.scores(session, inputs(examples), HeadSpec.CLASSIFIER, progress);
        List<Judgement.OfNumber> all = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            Example.Scored example = scored(examples.get(i));
            all.add(new Judgement.OfNumber(
                    ExampleTasks.joined(example.input()),
                    example.value(),
                    deviations.number(texts.longTexts().value(scores.get(i)))));
        }
        return new NumberJudgements(HeadSpec.CLASSIFIER, all);
    }

    /// The root of the mean squared error and the share of the variance that is explained.
    @Override
    public Map<String, Double> judge(ModelSession session, List<Example> examples) {
        Map<String, Double> all = numbers(session, examples, Progress.none()).measures();
        Map<String, Double> measures = new LinkedHashMap<>(all);
        measures.keySet().retainAll(Set.of("rootMeanSquaredError", "explainedVariance"));
        return measures;
    }
}
