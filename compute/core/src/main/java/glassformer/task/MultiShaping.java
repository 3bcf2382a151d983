package glassformer.task;

import glassformer.blueprint.HeadSpec;
import glassformer.data.Example;
import glassformer.data.Input;
import glassformer.engine.Batch;
import glassformer.engine.Labels;
import glassformer.engine.ModelSession;
import glassformer.engine.Tokens;
import glassformer.evaluate.Judgements;
import glassformer.text.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Several classes and numbers of a text or a pair. The loss is the weighted sum of the targets' (Caruana 1997).
record MultiShaping(Texts texts, List<Target> targets) implements TextShaping {
    @Override
    public List<HeadSpec> heads() {
        return targets.stream().map(Target::head).toList();
    }

    @Override
    public Batch batch(Tokens tokens, List<Example> examples) {
        List<Labels> labels = targets.stream()
                .map(target -> target.labels(answers(target, examples)))
                .toList();
        return new Batch(tokens, null, labels);
    }

    @Override
    public Input input(Example example) {
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

    @Override
    public List<Judgements> judgements(ModelSession session, List<Example> examples, Progress progress) {
        List<String> asked = inputs(examples).stream().map(ExampleTasks::joined).toList();
        List<Judgements> all = new ArrayList<>();
        for (Target target : targets) {
            int done = all.size();
            List<double[]> pooled = texts
                    .scores(session, inputs(examples), target.head().name(), part(progress, done, targets.size()))
                    .stream()
                    .map(windows -> pooled(target, windows))
                    .toList();
            all.add(target.judgements(asked, answers(target, examples), pooled));
        }
        return all;
    }

    private static Progress part(Progress whole, int done, int parts) {
        return new Progress() {
            @Override
            public void report(double fraction) {
                whole.report((done + fraction) / parts);
            }

            @Override
            public boolean cancelled() {
                return whole.cancelled();
            }
        };
    }

    /// Each target's measures, as `accuracy/topic`.
    @Override
    public Map<String, Double> judge(ModelSession session, List<Example> examples) {
        Map<String, Double> measures = new LinkedHashMap<>();
        for (Target target : targets) {
            String head = target.head().name();
            List<float[]> scores = texts.scores(session, inputs(examples), head, Progress.none()).stream()
                    .map(windows -> single(pooled(target, windows)))
                    .toList();
            target.judge(answers(target, examples), scores)
                    .forEach((name, value) -> measures.put(name + "/" + head, value));
        }
        return measures;
    }

    /// Of a class its probabilities, which have their highest where scores have it.
    private double[] pooled(Target target, List<float[]> windows) {
        return switch (target) {
            case Target.OfClasses classes -> texts.longTexts().probabilities(windows);
            case Target.OfNumber number -> new double[] {texts.longTexts().value(windows)};
        };
    }

    private static float[] single(double[] pooled) {
        float[] scores = new float[pooled.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) pooled[i];
        }
        return scores;
    }
}
