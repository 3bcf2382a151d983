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

/// Several classes and numbers of a text or a pair. The loss is the weighted sum of the targets' (Caruana 1997).
record MultiShaping(Texts texts, List<Target> targets) implements Shaping {
    @Override
    public List<HeadSpec> heads() {
        return targets.stream().map(Target::head).toList();
    }

    @Override
    public Batch batch(List<Example> examples) {
        return batch(texts.tokens(inputs(examples)), examples);
    }

    @Override
    public Batch drawn(List<Example> examples, long seed, long firstPlace) {
        return batch(texts.drawn(inputs(examples), seed, firstPlace), examples);
    }

    /// Each window with the answers of its text.
    @Override
    public List<Batch> whole(List<Example> examples, int batchSize) {
        return texts.whole(examples, MultiShaping::input, batchSize, this::batch);
    }

    private Batch batch(Tokens tokens, List<Example> examples) {
        List<Labels> labels = targets.stream()
                .map(target -> target.labels(answers(target, examples)))
                .toList();
        return new Batch(tokens, null, labels);
    }

    private static List<Input> inputs(List<Example> examples) {
        return examples.stream().map(MultiShaping::input).toList();
    }

    private static Input input(Example example) {
        if (!(example instanceof Example.Labelled(Input input, var labels))) {
            throw Texts.unfit(TaskKind.MULTI_TASK, example);
        }
        return input;
    }

    private static List<String> answers(Target target, List<Example> examples) {
        return examples.stream()
                .map(example -> Targets.answer(example, target.column()))
                .toList();
    }

    /// Each target's measures, as `accuracy/topic`.
    @Override
    public Map<String, Double> judge(ModelSession session, List<Example> examples) {
        Map<String, Double> measures = new LinkedHashMap<>();
        for (Target target : targets) {
            String head = target.head().name();
            List<float[]> scores = texts.scores(session, inputs(examples), head).stream()
                    .map(windows -> pooled(target, windows))
                    .toList();
            target.judge(answers(target, examples), scores)
                    .forEach((name, value) -> measures.put(name + "/" + head, value));
        }
        return measures;
    }

    /// Of a class its probabilities, which have their highest where scores have it.
    private float[] pooled(Target target, List<float[]> windows) {
        double[] pooled =
                switch (target) {
                    case Target.OfClasses classes -> texts.probabilities(windows);
                    case Target.OfNumber number -> new double[] {texts.value(windows)};
                };
        float[] scores = new float[pooled.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) pooled[i];
        }
        return scores;
    }

    @Override
    public int quick() {
        return 500;
    }
}
