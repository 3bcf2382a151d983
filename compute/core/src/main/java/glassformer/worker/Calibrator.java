package glassformer.worker;

import glassformer.engine.Computation;
import glassformer.engine.Engines;
import glassformer.engine.Precision;
import glassformer.run.DeviceFit;
import glassformer.run.Lab;
import glassformer.train.TrainingConfig;
import java.util.List;

/// Times a lab's training step on fresh weights and random tokens.
public final class Calibrator {
    private Calibrator() {}

    /// The median of [StepTiming]'s steps; in low precision beside that of the same steps in float32.
    public static WorkerService.Calibration measure(Lab lab, Engines.Located place) {
        lab.validate();
        DeviceFit.require(lab, place);
        StepTiming timing = timing(lab);
        Computation chosen = lab.training().computation();
        List<Double> own = timing.on(place, chosen);
        Double float32 = chosen.precision().isLow()
                ? StepTiming.median(
                        timing.on(place, new Computation(Precision.FLOAT32, chosen.activationCheckpointing())))
                : null;
        return new WorkerService.Calibration(place.device().id(), StepTiming.median(own), own.size(), float32);
    }

    private static StepTiming timing(Lab lab) {
        TrainingConfig training = lab.training();
        return new StepTiming(
                lab.regularization()
                        .applyTo(lab.model(lab.values().whole("tokenizer.vocabSize"))
                                .blueprint()),
                training.rule(),
                training.batchSize(),
                training.accumulation(),
                training.schedule().peak(),
                training.clipNorm(),
                training.seed());
    }
}
