package glassformer.task;

import glassformer.blueprint.HeadSpec;
import glassformer.data.Example;
import glassformer.data.Input;
import glassformer.engine.Batch;
import glassformer.engine.Labels;
import glassformer.engine.ModelSession;
import glassformer.engine.Tokens;
import glassformer.evaluate.ClassJudgements;
import glassformer.evaluate.ConfusionMatrix;
import glassformer.evaluate.Highest;
import glassformer.evaluate.Judgement;
import glassformer.evaluate.Judgements;
import glassformer.text.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One class of a text or a pair.
record ClassShaping(Texts texts, List<String> labels, double smoothing) implements TextShaping {
    @Override
    public List<HeadSpec> heads() {
        return List.of(new HeadSpec.Classes(HeadSpec.CLASSIFIER, labels));
    }

    @Override
    public Batch batch(Tokens tokens, List<Example> examples) {
        int[] classes = examples.stream()
                .mapToInt(example -> labels.indexOf(classified(example).label()))
                .toArray();
        return new Batch(tokens, null, List.of(new Labels.Classes(HeadSpec.CLASSIFIER, classes, 1, smoothing)));
    }

    @Override
    public Input input(Example example) {
        return classified(example).input();
    }

    private static Example.Classified classified(Example example) {
        if (!(example instanceof Example.Classified classified)) {
            throw Texts.unfit(TaskKind.CLASSIFICATION, example);
        }
        return classified;
    }

    @Override
    public List<Judgements> judgements(ModelSession session, List<Example> examples, Progress progress) {
        List<List<float[]>> scores = texts.scores(session, inputs(examples), HeadSpec.CLASSIFIER, progress);
        List<Judgement.OfClass> all = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            Example.Classified example = classified(examples.get(i));
            all.add(Judgement.OfClass.of(
                    ExampleTasks.joined(example.input()),
                    example.label(),
                    labels,
                    texts.longTexts().probabilities(scores.get(i))));
        }
        return List.of(new ClassJudgements(HeadSpec.CLASSIFIER, labels, all));
    }

    @Override
    public Map<String, Double> judge(ModelSession session, List<Example> examples) {
        List<String> expected =
                examples.stream().map(example -> classified(example).label()).toList();
        List<String> actual = texts.scores(session, inputs(examples), HeadSpec.CLASSIFIER, Progress.none()).stream()
                .map(windows -> labels.get(Highest.of(texts.longTexts().probabilities(windows))))
                .toList();
        return ConfusionMatrix.of(expected, actual).measures("accuracy");
    }
}
