package glassformer.train;

import glassformer.engine.Batch;
import glassformer.engine.DeviceMemoryException;
import glassformer.engine.Evaluation;
import glassformer.engine.LearningRates;
import glassformer.engine.MeanEvaluation;
import glassformer.engine.ModelSession;
import glassformer.engine.OptimizerState;
import glassformer.engine.Penalties;
import glassformer.engine.StepResult;
import glassformer.engine.StepSettings;
import glassformer.engine.Tensor;
import glassformer.engine.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The training loop. Knows nothing of files, tokenizers or architectures.
///
/// Each step's windows come from [BatchSampler] and its dropout from `hash(seed, step)`, so a run that goes
/// on from a checkpoint does exactly what it would have done without the break.
public final class Trainer {
    private final ModelSession session;
    private final TrainingConfig config;
    private final RatesByStep rates;
    private final BatchSource train;
    private final List<Batch> validation;
    private final Measure measure;
    private final Probe probe;
    private final Consumer<TrainingEvent> events;
    private final TrainingControl control;
    private final Throughput throughput;
    private final FittingSteps fitting;

    private long startNanos;
    private long pausedNanos;
    private LearningRates trained;
    private int lastCheckpoint = -1;
    private double trainLoss = Double.NaN;
    private double validationLoss = Double.NaN;

    /// @param rates      what is trained at each step
    /// @param validation batches to look at, the same each time
    public Trainer(
            ModelSession session,
            TrainingConfig config,
            RatesByStep rates,
            BatchSource train,
            List<Batch> validation,
            Measure measure,
            Probe probe,
            Consumer<TrainingEvent> events,
            TrainingControl control) {
        this.session = session;
        this.config = config;
        this.rates = rates;
        this.trained = rates.at(1);
        this.train = train;
        this.validation = List.copyOf(validation);
        this.measure = measure;
        this.probe = probe;
        this.events = events;
        this.control = control;
        this.throughput = new Throughput();
        this.fitting = new FittingSteps(session);
    }

    /// Trains until the configured steps are done or the control stops. A fresh start is looked at and saved
    /// before its first step.
    ///
    /// @param fromStep updates already done; 0 for a fresh start
    /// @param state    the optimizer's memory after those updates
    /// @throws TrainingFailedException where the loss or gradient is not finite
    public TrainingOutcome run(int fromStep, OptimizerState state) {
        startNanos = System.nanoTime();
        trained = rates.at(Math.max(1, fromStep)); // what the state is of
        session.startTraining(config.rule(), state, trained);
        int step = fromStep;
        if (step == 0) {
            look(step);
            saveAt(step);
        } else {
            lastCheckpoint = step;
        }
        while (step < config.steps() && proceed()) {
            step++;
            step(step);
            boolean last = step == config.steps();
            if (last || step % config.evaluateEvery() == 0) {
                look(step);
            }
            if (last || step % config.checkpointEvery() == 0) {
                saveAt(step);
            }
        }
        boolean stopped = step < config.steps();
        if (stopped && lastCheckpoint != step) {
            saveAt(step);
        }
        return new TrainingOutcome(step, stopped, trainLoss, validationLoss, throughput.tokensPerSecond(), seconds());
    }

    private void step(int step) {
        long before = System.nanoTime();
        LearningRates now = rates.at(step);
        if (!now.equals(trained)) {
            session.startTraining(
                    config.rule(),
                    session.optimizerState().joinedBy(config.rule().optimizer(), session.blueprint(), now),
                    now);
            trained = now;
        }
        List<Batch> batches = train.microBatches(config.seed(), step, config.accumulation(), config.batchSize());
        StepSettings settings = config.at(step);
        double learningRate = settings.learningRate();
        StepResult result = fitting(step, batches, settings);
        throughput.add(batches.stream().mapToInt(Batch::tokens).sum(), System.nanoTime() - before);
        if (!Double.isFinite(result.loss()) || !Double.isFinite(result.gradientNorm())) {
            throw failed(step, learningRate, Double.isFinite(result.loss()) ? "gradient" : "loss");
        }
        trainLoss = result.loss();
        events.accept(new TrainingEvent.Stepped(
                step,
                trainLoss,
                learningRate,
                result.gradientNorm(),
                throughput.tokensPerSecond(),
                seconds(),
                parts(result)));
        if (!result.statistics().isEmpty()) {
            events.accept(new TrainingEvent.Watched(step, result.statistics()));
        }
    }

    private StepResult fitting(int step, List<Batch> batches, StepSettings settings) {
        try {
            return fitting.step(
                    batches,
                    settings,
                    (texts, accumulation) -> events.accept(new TrainingEvent.Noticed(
                            step,
                            "Step " + step + " needed more memory than the device has: from now on " + texts
                                    + (texts == 1 ? " text is" : " texts are") + " looked at together, "
                                    + accumulation + " times for an update, which stays the same.")));
        } catch (DeviceMemoryException e) {
            if (lastCheckpoint != step - 1) {
                saveAt(step - 1); // nothing of the step was done
            }
            throw new TrainingFailedException("Training stopped at step " + step
                    + ": the device has too little memory even for one text at a time;"
                    + " the checkpoint of step " + lastCheckpoint + " is kept; a shorter model.contextLength or"
                    + " a smaller model is needed.");
        }
    }

    /// What the loss is made of, where there are several parts.
    private Map<String, Double> parts(StepResult result) {
        Map<String, Double> parts = new LinkedHashMap<>(byHead(result.byHead()));
        Penalties penalties = result.penalties();
        if (config.rule().l1() > 0) {
            parts.put("penalty/L1", penalties.l1());
        }
        if (config.rule().l2() > 0) {
            parts.put("penalty/L2", penalties.l2());
        }
        return parts;
    }

    /// A curve a head, where there are several.
    private static Map<String, Double> byHead(Map<String, Double> losses) {
        if (losses.size() < 2) {
            return Map.of();
        }
        Map<String, Double> named = new LinkedHashMap<>();
        losses.forEach((head, loss) -> named.put("loss/" + head, loss));
        return named;
    }

    private void look(int step) {
        MeanEvaluation mean = new MeanEvaluation();
        for (Batch batch : validation) {
            mean.add(batch, session.evaluate(batch));
        }
        Evaluation evaluation = mean.mean();
        double loss = evaluation.loss();
        if (!Double.isFinite(loss)) {
            throw failed(step, config.schedule().at(Math.max(1, step)), "validation loss");
        }
        validationLoss = loss;
        Map<String, Double> measures = new LinkedHashMap<>(byHead(evaluation.byHead()));
        measures.putAll(measure.of(session, step == config.steps() ? Measure.Care.LOOK : Measure.Care.GLANCE));
        events.accept(new TrainingEvent.Evaluated(step, loss, seconds(), measures));
        probe.look(step, session).forEach(events);
    }

    private void saveAt(int step) {
        Weights weights = session.weights();
        if (!finite(weights)) {
            throw failed(step, config.schedule().at(Math.max(1, step)), "weights");
        }
        events.accept(new TrainingEvent.CheckpointDue(step, weights, session.optimizerState()));
        lastCheckpoint = step;
    }

    private static boolean finite(Weights weights) {
        for (Tensor tensor : weights.tensors().values()) {
            for (float value : tensor.values()) {
                if (!Float.isFinite(value)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean proceed() {
        long before = System.nanoTime();
        boolean goesOn = control.proceed();
        pausedNanos += System.nanoTime() - before;
        return goesOn;
    }

    private double seconds() {
        return (System.nanoTime() - startNanos - pausedNanos) / 1e9;
    }

    private TrainingFailedException failed(int step, double learningRate, String what) {
        String kept = lastCheckpoint < 0
                ? "there is no checkpoint yet"
                : "the checkpoint of step " + lastCheckpoint + " is kept";
        return new TrainingFailedException("Training stopped at step " + step + ": the " + what
                + (what.equals("weights") ? " are not finite numbers" : " is not a finite number")
                + " any more (learning rate " + learningRate + "); " + kept
                + "; a lower learning rate or a longer warm-up usually helps.");
    }
}
