package glassformer.train;

import glassformer.BadInputException;
import glassformer.SplitMix64;
import glassformer.blueprint.Named;
import glassformer.blueprint.TrainingDemand;
import glassformer.engine.Computation;
import glassformer.engine.Placement;
import glassformer.engine.Precision;
import glassformer.engine.StepSettings;
import glassformer.engine.UpdateRule;
import glassformer.settings.Setting;
import glassformer.settings.Values;
import java.util.List;
import java.util.stream.Stream;

/// How a model is trained.
///
/// @param batchSize    sequences in one micro-batch
/// @param accumulation micro-batches in one update
/// @param divergence   times the least running loss that a loss may reach, see [LossWatch]; 0 allows any
/// @param watchEvery   steps between two looks into the model's tensors; 0 for none
/// @param gradientNoise variance of the noise in the first step's gradient, see [#at]
public record TrainingConfig(
        int steps,
        int batchSize,
        int accumulation,
        long seed,
        String device,
        int evaluateEvery,
        int evaluateBatches,
        int checkpointEvery,
        int watchEvery,
        double clipNorm,
        double gradientNoise,
        UpdateRule rule,
        LrSchedule schedule,
        Computation computation,
        double divergence,
        EarlyStopping earlyStopping,
        Keeping keeping) {

    private static final List<Setting> OWN = List.of(
            new Setting.Whole("training.steps", "How many times the weights are updated.", 1000, 1, 100_000_000),
            new Setting.Whole("training.batchSize", "How many sequences are looked at together.", 12, 1, 65536),
            new Setting.Whole("training.accumulation", "How many batches are added up before one update.", 1, 1, 65536),
            new Setting.Whole(
                    "training.seed",
                    "The start of all random numbers: the same seed gives the same run.",
                    1,
                    0,
                    Integer.MAX_VALUE),
            new Setting.Text(
                    "training.device",
                    "Where to train: auto, cpu, cuda:0; several together: cuda:0+cuda:1; processes on the CPU: cpu*2;"
                            + " another machine: ssh:HOST.",
                    "auto",
                    1000),
            new Setting.Choice(
                    "training.precision",
                    "The number format in which matrices are multiplied while training.",
                    Precision.FLOAT32.id(),
                    Named.ids(Precision.class)),
            new Setting.Flag(
                    "training.activationCheckpointing",
                    "Whether each block is computed twice in a step, so that less has to be kept in memory.",
                    false),
            new Setting.Whole(
                    "training.evaluateEvery", "Steps between two looks at the validation text.", 100, 1, 100_000_000),
            new Setting.Whole(
                    "training.evaluateBatches", "How many validation batches such a look takes.", 20, 1, 100_000),
            new Setting.Whole("training.checkpointEvery", "Steps between two checkpoints.", 500, 1, 100_000_000),
            new Setting.Whole(
                    "training.watchEvery",
                    "Steps between two looks at the spread of weights, gradients and activations; 0 never looks.",
                    50,
                    0,
                    100_000_000),
            new Setting.Real(
                    "training.clipNorm", "The longest gradient that is used as it is; 0 never clips.", 1, 0, 1e6),
            new Setting.Real(
                    "training.gradientNoise",
                    "Variance of the noise that is added to the first gradient, less and less later; 0 adds none.",
                    0,
                    0,
                    100),
            new Setting.Real(
                    "training.averaging",
                    "The share of itself that a mean of the weights keeps at each step, such as 0.999; 0 keeps none.",
                    0,
                    0,
                    0.999999),
            new Setting.Choice(
                    "training.optimizer.kind",
                    "The rule that updates weights.",
                    OptimizerKind.ADAMW.id(),
                    Named.ids(OptimizerKind.class)),
            new Setting.Real("training.optimizer.learningRate", "The size of an update at its peak.", 1e-3, 0, 10),
            new Setting.Real(
                    "training.optimizer.weightDecay",
                    "How strongly matrices are pulled to zero: directly by adamw and lion, as an L2 penalty by the others.",
                    0.1,
                    0,
                    10),
            new Setting.Real("training.optimizer.l1", "The weight of an L1 penalty on matrices.", 0, 0, 10),
            new Setting.Real(
                    "training.optimizer.beta1", "Memory of the mean gradient: adam, adamw, lion.", 0.9, 0, 0.99999),
            new Setting.Real(
                    "training.optimizer.beta2",
                    "Memory of the squared gradient: adam, adamw; of the mean gradient itself: lion.",
                    0.95,
                    0,
                    0.999999),
            new Setting.Real(
                    "training.optimizer.epsilon",
                    "Keeps the division finite: adam, adamw, rmsprop, adagrad.",
                    1e-8,
                    1e-12,
                    1),
            new Setting.Real(
                    "training.optimizer.momentum", "The share of the last update that sgd keeps.", 0.9, 0, 0.99999),
            new Setting.Flag("training.optimizer.nesterov", "Whether sgd's momentum looks ahead.", false),
            new Setting.Real(
                    "training.optimizer.smoothing", "Memory of rmsprop's squared gradient.", 0.99, 0, 0.999999),
            new Setting.Choice(
                    "training.schedule.kind",
                    "How the learning rate changes over the run.",
                    LrSchedule.Kind.COSINE.id(),
                    Named.ids(LrSchedule.Kind.class)),
            new Setting.Whole(
                    "training.schedule.warmupSteps",
                    "Steps in which the learning rate rises to its peak.",
                    50,
                    0,
                    100_000_000),
            new Setting.Real(
                    "training.schedule.finalShare",
                    "What is left of the peak learning rate at the end: linear, cosine.",
                    0.1,
                    0,
                    1),
            new Setting.Whole("training.schedule.dropEvery", "Steps between two drops: step.", 1000, 1, 100_000_000),
            new Setting.Real(
                    "training.schedule.dropFactor", "What a drop leaves of the learning rate: step.", 0.1, 1e-6, 1),
            new Setting.Real(
                    "training.divergence",
                    "How many times its least running mean the loss may stay above before training stops; 0 never stops it.",
                    3,
                    0,
                    1e6));

    public static final List<Setting> SETTINGS = Stream.of(OWN, EarlyStopping.SETTINGS, Keeping.SETTINGS)
            .flatMap(List::stream)
            .toList();

    /// How fast the gradient's noise fades (Neelakantan et al. 2015).
    private static final double NOISE_DECAY = 0.55;

    public TrainingConfig {
        if (schedule.warmupSteps() > 0 && schedule.warmupSteps() > steps) {
            // A run cut short for a quick look still works: the warm-up is cut with it.
            schedule = schedule.withWarmup(steps);
        }
        if (device.isBlank()) {
            throw new BadInputException("training.device is empty, but must be auto, cpu or cuda:0.");
        }
        Placement.of(device);
    }

    public static TrainingConfig of(Values values) {
        int steps = values.whole("training.steps");
        return new TrainingConfig(
                steps,
                values.whole("training.batchSize"),
                values.whole("training.accumulation"),
                values.longWhole("training.seed"),
                values.text("training.device"),
                values.whole("training.evaluateEvery"),
                values.whole("training.evaluateBatches"),
                values.whole("training.checkpointEvery"),
                values.whole("training.watchEvery"),
                values.real("training.clipNorm"),
                values.real("training.gradientNoise"),
                new UpdateRule(
                        OptimizerKind.of(values).optimizer(values),
                        values.real("training.optimizer.l1"),
                        values.real("training.averaging")),
                new LrSchedule(
                        scheduleKind(values),
                        values.real("training.optimizer.learningRate"),
                        values.whole("training.schedule.warmupSteps"),
                        values.real("training.schedule.finalShare"),
                        values.whole("training.schedule.dropEvery"),
                        values.real("training.schedule.dropFactor"),
                        steps),
                new Computation(
                        Named.of(Precision.class, values.text("training.precision")),
                        values.flag("training.activationCheckpointing")),
                values.real("training.divergence"),
                EarlyStopping.of(values),
                Keeping.of(values));
    }

    public TrainingDemand demand() {
        return new TrainingDemand(
                batchSize,
                rule.optimizer().memory().size() + (rule.averages() ? 1 : 0),
                accumulation > 1 ? 2 : 1,
                computation.precision().bytes(),
                computation.activationCheckpointing());
    }

    /// Whether a setting has a say beside the others: `beta1` has none under `sgd`.
    public static boolean uses(Values values, String key) {
        boolean idle = key.equals("training.restoreBest") && values.whole("training.patience") == 0;
        return !idle
                && OptimizerKind.of(values).uses(key)
                && scheduleKind(values).uses(key);
    }

    private static LrSchedule.Kind scheduleKind(Values values) {
        return Named.of(LrSchedule.Kind.class, values.text("training.schedule.kind"));
    }

    /// What differs from step to step.
    ///
    /// @param step the update about to be done, from 1
    public StepSettings at(int step) {
        return new StepSettings(
                schedule.at(step),
                clipNorm,
                Math.sqrt(gradientNoise / Math.pow(1.0 + step, NOISE_DECAY)),
                SplitMix64.hash(seed, step) >>> 1, // engines take seeds that are not negative
                watchEvery > 0 && step % watchEvery == 0);
    }
}
