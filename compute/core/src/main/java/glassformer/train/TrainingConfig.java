package glassformer.train;

import glassformer.BadInputException;
import glassformer.blueprint.Named;
import glassformer.engine.AdamW;
import glassformer.settings.Setting;
import glassformer.settings.Values;
import java.util.List;

/// How a model is trained.
///
/// @param batchSize    sequences in one micro-batch
/// @param accumulation micro-batches in one update
public record TrainingConfig(
        int steps,
        int batchSize,
        int accumulation,
        long seed,
        String device,
        int evaluateEvery,
        int evaluateBatches,
        int checkpointEvery,
        double clipNorm,
        AdamW optimizer,
        LrSchedule schedule) {

    public static final List<Setting> SETTINGS = List.of(
            new Setting.Whole("training.steps", "How many times the weights are updated.", 1000, 1, 100_000_000),
            new Setting.Whole("training.batchSize", "How many sequences are looked at together.", 12, 1, 65536),
            new Setting.Whole("training.accumulation", "How many batches are added up before one update.", 1, 1, 65536),
            new Setting.Whole(
                    "training.seed",
                    "The start of all random numbers: the same seed gives the same run.",
                    1,
                    0,
                    Integer.MAX_VALUE),
            new Setting.Text("training.device", "Where to train: auto, cpu, cuda:0.", "auto", 100),
            new Setting.Choice(
                    "training.precision", "The number format of the computation.", "float32", List.of("float32")),
            new Setting.Whole(
                    "training.evaluateEvery", "Steps between two looks at the validation text.", 100, 1, 100_000_000),
            new Setting.Whole(
                    "training.evaluateBatches", "How many validation batches such a look takes.", 20, 1, 100_000),
            new Setting.Whole("training.checkpointEvery", "Steps between two checkpoints.", 500, 1, 100_000_000),
            new Setting.Real(
                    "training.clipNorm", "The longest gradient that is used as it is; 0 never clips.", 1, 0, 1e6),
            new Setting.Choice("training.optimizer.kind", "The rule that updates weights.", "adamw", List.of("adamw")),
            new Setting.Real("training.optimizer.learningRate", "The size of an update at its peak.", 1e-3, 0, 10),
            new Setting.Real("training.optimizer.weightDecay", "How strongly matrices are pulled to zero.", 0.1, 0, 10),
            new Setting.Real("training.optimizer.beta1", "Memory of AdamW's mean gradient.", 0.9, 0, 0.99999),
            new Setting.Real("training.optimizer.beta2", "Memory of AdamW's squared gradient.", 0.95, 0, 0.999999),
            new Setting.Real("training.optimizer.epsilon", "Keeps AdamW's division finite.", 1e-8, 1e-12, 1),
            new Setting.Choice(
                    "training.schedule.kind",
                    "How the learning rate falls after its warm-up.",
                    LrSchedule.Kind.COSINE.id(),
                    Named.ids(LrSchedule.Kind.class)),
            new Setting.Whole(
                    "training.schedule.warmupSteps",
                    "Steps in which the learning rate rises to its peak.",
                    50,
                    0,
                    100_000_000),
            new Setting.Real(
                    "training.schedule.finalShare", "What is left of the peak learning rate at the end.", 0.1, 0, 1));

    public TrainingConfig {
        if (schedule.warmupSteps() > 0 && schedule.warmupSteps() > steps) {
            // A run cut short for a quick look still works: the warm-up is cut with it.
            schedule = new LrSchedule(schedule.kind(), schedule.peak(), steps, schedule.finalShare(), steps);
        }
        if (device.isBlank()) {
            throw new BadInputException("training.device is empty, but must be auto, cpu or cuda:0.");
        }
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
                values.real("training.clipNorm"),
                new AdamW(
                        values.real("training.optimizer.beta1"),
                        values.real("training.optimizer.beta2"),
                        values.real("training.optimizer.epsilon"),
                        values.real("training.optimizer.weightDecay")),
                new LrSchedule(
                        Named.of(LrSchedule.Kind.class, values.text("training.schedule.kind")),
                        values.real("training.optimizer.learningRate"),
                        values.whole("training.schedule.warmupSteps"),
                        values.real("training.schedule.finalShare"),
                        steps));
    }
}
