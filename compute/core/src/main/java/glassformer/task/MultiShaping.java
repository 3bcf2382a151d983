package glassformer.task;

import glassformer.blueprint.HeadSpec;
import glassformer.data.Example;
import glassformer.data.Input;
import glassformer.engine.Batch;
import glassformer.engine.Labels;
import glassformer.engine.ModelSession;
import glassformer.engine.Tensor;
import glassformer.engine.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Several classes and numbers of a text or a pair. The loss is the weighted sum of the targets' (Caruana 1997).
record MultiShaping(Texts texts, List<Target> targets) implements Shaping {
    private static final int BATCH = 32;

    @Override
    public List<HeadSpec> heads() {
        return targets.stream().map(Target::head).toList();
    }

    @Override
    public Batch batch(List<Example> examples) {
        List<Labels> labels = targets.stream()
                .map(target -> target.labels(answers(target, examples)))
                .toList();
        return new Batch(tokens(examples), null, labels);
    }

    private Tokens tokens(List<Example> examples) {
        return texts.tokens(examples.stream().map(MultiShaping::input).toList());
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
        Map<String, List<float[]>> scores = new LinkedHashMap<>();
        for (int from = 0; from < examples.size(); from += BATCH) {
            Tokens read = tokens(examples.subList(from, Math.min(from + BATCH, examples.size())));
            for (Target target : targets) {
                String head = target.head().name();
                Tensor said = session.logits(read, null, head); // (B, N)
                int size = said.shape().getLast();
                for (int row = 0; row < read.size(); row++) {
                    scores.computeIfAbsent(head, name -> new ArrayList<>())
                            .add(Arrays.copyOfRange(said.values(), row * size, (row + 1) * size));
                }
            }
        }
        Map<String, Double> measures = new LinkedHashMap<>();
        for (Target target : targets) {
            String head = target.head().name();
            target.judge(answers(target, examples), scores.getOrDefault(head, List.of()))
                    .forEach((name, value) -> measures.put(name + "/" + head, value));
        }
        return measures;
    }

    @Override
    public int quick() {
        return 500;
    }
}
