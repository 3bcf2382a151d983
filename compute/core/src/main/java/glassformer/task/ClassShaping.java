package glassformer.task;

import glassformer.blueprint.HeadSpec;
import glassformer.data.Example;
import glassformer.data.Input;
import glassformer.engine.Batch;
import glassformer.engine.Labels;
import glassformer.engine.ModelSession;
import glassformer.engine.Tokens;
import glassformer.evaluate.ConfusionMatrix;
import glassformer.evaluate.Highest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One class of a text or a pair.
record ClassShaping(Texts texts, List<String> labels, double smoothing) implements Shaping {
    @Override
    public List<HeadSpec> heads() {
        return List.of(new HeadSpec.Classes(HeadSpec.CLASSIFIER, labels));
    }

    @Override
    public Batch batch(List<Example> examples) {
        return batch(texts.tokens(inputs(examples)), examples);
    }

    @Override
    public Batch drawn(List<Example> examples, long seed, long firstPlace) {
        return batch(texts.drawn(inputs(examples), seed, firstPlace), examples);
    }

    /// Each window with the class of its text.
    @Override
    public List<Batch> whole(List<Example> examples, int batchSize) {
        return texts.whole(examples, example -> classified(example).input(), batchSize, this::batch);
    }

    private Batch batch(Tokens tokens, List<Example> examples) {
        int[] classes = examples.stream()
                .mapToInt(example -> labels.indexOf(classified(example).label()))
                .toArray();
        return new Batch(tokens, null, List.of(new Labels.Classes(HeadSpec.CLASSIFIER, classes, 1, smoothing)));
    }

    private static List<Input> inputs(List<Example> examples) {
        return examples.stream().map(example -> classified(example).input()).toList();
    }

    private static Example.Classified classified(Example example) {
        if (!(example instanceof Example.Classified classified)) {
            throw Texts.unfit(TaskKind.CLASSIFICATION, example);
        }
        return classified;
    }

    @Override
    public Map<String, Double> judge(ModelSession session, List<Example> examples) {
        List<String> expected =
                examples.stream().map(example -> classified(example).label()).toList();
        List<String> actual = texts.scores(session, inputs(examples), HeadSpec.CLASSIFIER).stream()
                .map(windows -> labels.get(Highest.of(texts.probabilities(windows))))
                .toList();
        ConfusionMatrix matrix = ConfusionMatrix.of(expected, actual);
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("accuracy", matrix.accuracy());
        measures.put("macroF1", matrix.macroF1());
        measures.put("mostFrequentRate", matrix.mostFrequentClassRate());
        return measures;
    }

    @Override
    public int quick() {
        return 500;
    }
}
