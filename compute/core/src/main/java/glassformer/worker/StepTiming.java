package glassformer.worker;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.engine.Batch;
import glassformer.engine.Computation;
import glassformer.engine.Engines;
import glassformer.engine.Labels;
import glassformer.engine.LearningRates;
import glassformer.engine.ModelSession;
import glassformer.engine.OptimizerState;
import glassformer.engine.StepSettings;
import glassformer.engine.Tokens;
import glassformer.engine.UpdateRule;
import glassformer.engine.Weights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/// Times training steps on fresh weights and random tokens.
///
/// @param batchSize    sequences in a micro-batch, each of the whole context
/// @param accumulation micro-batches in a step
record StepTiming(
        Blueprint blueprint,
        UpdateRule rule,
        int batchSize,
        int accumulation,
        double learningRate,
        double clipNorm,
        long seed) {
    private static final int WARM_UP_STEPS = 2;
    private static final int MOST_STEPS = 20;
    private static final double ENOUGH_SECONDS = 2;

    /// Milliseconds of up to 20 steps or 2 seconds, whichever ends first, after 2 that are not counted; the shortest
    /// first.
    List<Double> on(Engines.Located place, Computation computation) {
        List<Batch> batches = batches();
        List<Double> milliseconds = new ArrayList<>();
        try (ModelSession session = place.engine().open(blueprint, Weights.initial(blueprint, seed), place.device())) {
            session.startTraining(
                    rule, OptimizerState.fresh(rule.optimizer(), blueprint), LearningRates.all(blueprint), computation);
            double total = 0;
            for (int i = 0; i < WARM_UP_STEPS + MOST_STEPS && total < ENOUGH_SECONDS * 1000; i++) {
                long began = System.nanoTime();
                session.step(batches, StepSettings.of(learningRate, clipNorm, i));
                double took = (System.nanoTime() - began) / 1e6;
                if (i >= WARM_UP_STEPS) {
                    milliseconds.add(took);
                    total += took;
                }
            }
        }
        Collections.sort(milliseconds);
        return milliseconds;
    }

    static double median(List<Double> sorted) {
        return sorted.get(sorted.size() / 2);
    }

    private List<Batch> batches() {
        SplittableRandom random = new SplittableRandom(seed);
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < accumulation; i++) {
            batches.add(batch(random));
        }
        return batches;
    }

    private Batch batch(SplittableRandom random) {
        int length = blueprint.config().contextLength();
        int vocabSize = blueprint.config().vocabSize();
        List<Labels> labels = new ArrayList<>();
        for (Head head : blueprint.heads()) {
            labels.add(
                    switch (head.labels()) {
                        case TOKENS ->
                            new Labels.Classes(head.name(), integers(random, (long) batchSize * length, head.size()));
                        case CLASS -> new Labels.Classes(head.name(), integers(random, batchSize, head.size()));
                        case VALUE -> new Labels.Values(head.name(), new float[batchSize]);
                    });
        }
        return new Batch(
                Tokens.of(integers(random, (long) batchSize * length, vocabSize), batchSize, length),
                blueprint.hasEncoder()
                        ? Tokens.of(integers(random, (long) batchSize * length, vocabSize), batchSize, length)
                        : null,
                labels);
    }

    private static int[] integers(SplittableRandom random, long count, int bound) {
        return random.ints(count, 0, bound).toArray();
    }
}
