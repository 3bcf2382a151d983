package glassformer.worker;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.blueprint.ModelConfig;
import glassformer.engine.Batch;
import glassformer.engine.Computation;
import glassformer.engine.Engines;
import glassformer.engine.Labels;
import glassformer.engine.LearningRates;
import glassformer.engine.ModelSession;
import glassformer.engine.OptimizerState;
import glassformer.engine.Precision;
import glassformer.engine.StepSettings;
import glassformer.engine.Tokens;
import glassformer.engine.Weights;
import glassformer.run.Lab;
import glassformer.train.TrainingConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/// Times a lab's training step on fresh weights and random tokens.
public final class Calibrator {
    private static final int WARM_UP_STEPS = 2;
    private static final int MOST_STEPS = 20;
    private static final double ENOUGH_SECONDS = 2;

    private Calibrator() {}

    /// The median of up to 20 steps or 2 seconds, whichever ends first, after 2 that are not counted; in low precision
    /// beside that of the same steps in float32.
    public static WorkerService.Calibration measure(Lab lab, Engines.Located place) {
        lab.validate();
        Computation chosen = lab.training().computation();
        place.require(chosen.precision());
        List<Double> own = milliseconds(lab, place, chosen);
        Double float32 = chosen.precision().isLow()
                ? median(milliseconds(lab, place, new Computation(Precision.FLOAT32, chosen.activationCheckpointing())))
                : null;
        return new WorkerService.Calibration(place.device().id(), median(own), own.size(), float32);
    }

    private static double median(List<Double> sorted) {
        return sorted.get(sorted.size() / 2);
    }

    private static List<Double> milliseconds(Lab lab, Engines.Located place, Computation computation) {
        ModelConfig config = lab.model(lab.values().whole("tokenizer.vocabSize"));
        TrainingConfig training = lab.training();
        Blueprint blueprint = lab.regularization().applyTo(config.blueprint());
        Weights weights = Weights.initial(blueprint, training.seed());
        List<Batch> batches = randomBatches(blueprint, training);
        List<Double> milliseconds = new ArrayList<>();
        try (ModelSession session = place.engine().open(blueprint, weights, place.device())) {
            session.startTraining(
                    training.rule(),
                    OptimizerState.fresh(training.rule().optimizer(), blueprint),
                    LearningRates.all(blueprint),
                    computation);
            double total = 0;
            for (int i = 0; i < WARM_UP_STEPS + MOST_STEPS && total < ENOUGH_SECONDS * 1000; i++) {
                long began = System.nanoTime();
                session.step(batches, StepSettings.of(training.schedule().peak(), training.clipNorm(), i));
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

    private static List<Batch> randomBatches(Blueprint blueprint, TrainingConfig training) {
        SplittableRandom random = new SplittableRandom(training.seed());
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < training.accumulation(); i++) {
            batches.add(randomBatch(blueprint, training.batchSize(), random));
        }
        return batches;
    }

    private static Batch randomBatch(Blueprint blueprint, int size, SplittableRandom random) {
        int length = blueprint.config().contextLength();
        int vocabSize = blueprint.config().vocabSize();
        List<Labels> labels = new ArrayList<>();
        for (Head head : blueprint.heads()) {
            labels.add(
                    switch (head.labels()) {
                        case TOKENS ->
                            new Labels.Classes(head.name(), integers(random, (long) size * length, head.size()));
                        case CLASS -> new Labels.Classes(head.name(), integers(random, size, head.size()));
                        case VALUE -> new Labels.Values(head.name(), new float[size]);
                    });
        }
        return new Batch(
                Tokens.of(integers(random, (long) size * length, vocabSize), size, length),
                blueprint.hasEncoder()
                        ? Tokens.of(integers(random, (long) size * length, vocabSize), size, length)
                        : null,
                labels);
    }

    private static int[] integers(SplittableRandom random, long count, int bound) {
        return random.ints(count, 0, bound).toArray();
    }
}
