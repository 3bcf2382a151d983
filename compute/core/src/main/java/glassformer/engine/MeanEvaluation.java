package glassformer.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/// The loss over several batches, each label counted once however they are divided.
public final class MeanEvaluation {
    private final Map<String, Sum> byHead = new LinkedHashMap<>();

    private record Sum(double loss, long count, double weight) {}

    public void add(Batch batch, Evaluation evaluation) {
        for (Labels labels : batch.labels()) {
            Double loss = evaluation.byHead().get(labels.head());
            if (loss == null) {
                throw new IllegalArgumentException("the evaluation lacks the head " + labels.head());
            }
            Sum before = byHead.getOrDefault(labels.head(), new Sum(0, 0, 0));
            byHead.put(
                    labels.head(),
                    new Sum(before.loss() + loss * labels.count(), before.count() + labels.count(), labels.weight()));
        }
    }

    /// How many labels there were.
    public long count() {
        return byHead.values().stream().mapToLong(Sum::count).sum();
    }

    public Evaluation mean() {
        Map<String, Double> means = new LinkedHashMap<>();
        double loss = 0;
        for (Map.Entry<String, Sum> entry : byHead.entrySet()) {
            Sum sum = entry.getValue();
            double mean = sum.count() == 0 ? 0 : sum.loss() / sum.count();
            means.put(entry.getKey(), mean);
            loss += sum.weight() * mean;
        }
        return new Evaluation(loss, means);
    }
}
