package glassformer.task;

import glassformer.blueprint.HeadSpec;
import glassformer.data.Example;
import glassformer.engine.Batch;
import glassformer.engine.Labels;
import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import glassformer.evaluate.ConfusionMatrix;
import glassformer.evaluate.Highest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One class of a text or a pair.
record ClassShaping(Texts texts, List<String> labels, double smoothing) implements Shaping {
    private static final int BATCH = 32;

    @Override
    public List<HeadSpec> heads() {
        return List.of(new HeadSpec.Classes(HeadSpec.CLASSIFIER, labels));
    }

    @Override
    public Batch batch(List<Example> examples) {
        int[] classes = examples.stream()
                .mapToInt(example -> labels.indexOf(classified(example).label()))
                .toArray();
        return new Batch(
                tokens(examples), null, List.of(new Labels.Classes(HeadSpec.CLASSIFIER, classes, 1, smoothing)));
    }

    private Tokens tokens(List<Example> examples) {
        return texts.tokens(
                examples.stream().map(example -> classified(example).input()).toList());
    }

    private static Example.Classified classified(Example example) {
        if (!(example instanceof Example.Classified classified)) {
            throw Texts.unfit(TaskKind.CLASSIFICATION, example);
        }
        return classified;
    }

    @Override
    public Map<String, Double> judge(ModelSession session, List<Example> examples) {
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        for (int from = 0; from < examples.size(); from += BATCH) {
            List<Example> rows = examples.subList(from, Math.min(from + BATCH, examples.size()));
            Tensor scores = session.logits(tokens(rows), null, HeadSpec.CLASSIFIER); // (B, N)
            for (int row = 0; row < rows.size(); row++) {
                expected.add(classified(rows.get(row)).label());
                actual.add(labels.get(Highest.of(scores.values(), row, labels.size())));
            }
        }
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
