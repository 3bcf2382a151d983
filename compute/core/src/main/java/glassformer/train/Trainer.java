package glassformer.train;

import glassformer.engine.Batch;
import glassformer.engine.DeviceMemoryException;
import glassformer.engine.Evaluation;
import glassformer.engine.LearningRates;
import glassformer.engine.MeanEvaluation;
import glassformer.engine.ModelSession;
import glassformer.engine.OptimizerState;
import glassformer.engine.Penalties;
import glassformer.engine.ReplicaLostException;
import glassformer.engine.StepResult;
import glassformer.engine.StepSettings;
import glassformer.engine.Tensor;
import glassformer.engine.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The training loop. Knows nothing of files, tokenizers or architectures.
///
/// Each step's windows come from [BatchSampler] and its dropout from `hash(seed, step)`, so a run that goes
/// on from a checkpoint does exactly what it would have done without the break.
public final class Trainer {
    /// A measure: what the loss was scaled with for float16, see [glassformer.engine.LossScale].
    public static final String LOSS_SCALE = "lossScale";

    private static final String NOT_FINITE = " is not a finite number any more";

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
    private FittingSteps fitting;
    private final Outliers outliers;

    private LossWatch watch;
    private Patience patience;
    private long startNanos;
    private long pausedNanos;
    private LearningRates trained;
    private final NavigableSet<Integer> checkpoints = new TreeSet<>();
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
        this.fitting = new FittingSteps(session, FittingSteps.ANY);
        this.outliers = new Outliers(session, probe);
        this.watch = new LossWatch(config.divergence(), LossHistory.NONE);
        this.patience = new Patience(config.earlyStopping(), LossHistory.NONE);
    }

    /// For a run that goes on: how many texts its device could hold together, see
    /// [TrainingEvent.CheckpointDue#mostTexts]. What is halved from the start gives the very sums that it gave
    // before.
    public Trainer fitting(int mostTexts) {
        fitting = new FittingSteps(session, mostTexts);
        return this;
    }

    /// As [#run(int, OptimizerState, LossHistory)] for a fresh start.
    public TrainingOutcome run(OptimizerState state) {
        return run(0, state, LossHistory.NONE);
    }

    /// Trains until the configured steps are done, the validation loss does not become better, or the control stops. A
    /// fresh start is looked at and saved before its first step.
    ///
    /// @param fromStep updates already done; 0 for a fresh start
    /// @param state    the optimizer's memory after those updates
    /// @param history  what was measured until then
    /// @throws TrainingFailedException where the loss or gradient is not finite, or the loss explodes
    public TrainingOutcome run(int fromStep, OptimizerState state, LossHistory history) {
        return run(fromStep, () -> state, history);
    }

    /// The same with a state that only the device keeps.
    public TrainingOutcome run(int fromStep, Supplier<OptimizerState> state, LossHistory history) {
        startNanos = System.nanoTime();
        watch = new LossWatch(config.divergence(), history);
        patience = new Patience(config.earlyStopping(), history);
        trainLoss = history.lastTraining();
        validationLoss = history.lastValidation();
        trained = rates.at(Math.max(1, fromStep)); // what the state is of
        session.startTraining(config.rule(), state.get(), trained, config.computation());
        int step = fromStep;
        if (step == 0 && history.validation().isEmpty()) {
            look(step);
            saveAt(step);
        } else {
            lastCheckpoint = step;
            checkpoints.add(step);
        }
        while (step < config.steps() && !patience.exhausted() && proceed()) {
            try {
                step(step + 1);
            } catch (ReplicaLostException e) {
                if (control.isStopped()) {
                    break; // the terminal's interrupt reaches every process
                }
                throw lost(step + 1, e);
            }
            step++;
            boolean last = step == config.steps();
            boolean best = (last || step % config.evaluateEvery() == 0) && look(step);
            boolean due = last || step % config.checkpointEvery() == 0 || patience.exhausted();
            if (due || best && config.earlyStopping().savesBest()) {
                saveAt(step);
            }
        }
        TrainingOutcome.Ending ending = step == config.steps()
                ? TrainingOutcome.Ending.DONE
                : patience.exhausted() ? TrainingOutcome.Ending.EARLY : TrainingOutcome.Ending.STOPPED;
        if (ending == TrainingOutcome.Ending.STOPPED && lastCheckpoint != step) {
            saveAt(step);
        }
        boolean restores = config.earlyStopping().savesBest() && patience.bestStep() >= 0;
        return new TrainingOutcome(
                step,
                ending,
                restores ? patience.bestStep() : step,
                trainLoss,
                validationLoss,
                throughput.tokensPerSecond(),
                seconds());
    }

    private void step(int step) {
        long before = System.nanoTime();
        LearningRates now = rates.at(step);
        if (!now.equals(trained)) {
            session.startTraining(
                    config.rule(),
                    session.optimizerState().joinedBy(config.rule().optimizer(), session.blueprint(), now),
                    now,
                    config.computation());
            trained = now;
        }
        List<Batch> batches = train.microBatches(config.seed(), step, config.accumulation(), config.batchSize());
        StepSettings settings = config.at(step);
        double learningRate = settings.learningRate();
        StepResult result = fitting(step, batches, settings);
        throughput.add(batches.stream().mapToInt(Batch::tokens).sum(), System.nanoTime() - before);
        if (!Double.isFinite(result.loss()) || !Double.isFinite(result.gradientNorm())) {
            String what = Double.isFinite(result.loss()) ? "gradient" : "loss";
            throw failed(step, "the " + what + NOT_FINITE, outliers.brokenRow(step, batches));
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
        watch(step, trainLoss, batches);
    }

    private void watch(int step, double loss, List<Batch> batches) {
        LossWatch.Reading reading = watch.add(step, loss);
        if (reading.outlier()) {
            events.accept(outliers.note(step, loss, reading, batches));
        }
        if (reading.diverged()) {
            double least = watch.leastMean();
            throw failed(
                    step,
                    String.format(
                            Locale.ROOT,
                            "the loss has grown to %.4g, %.3g times its least running mean of %.4g",
                            loss,
                            loss / least,
                            least),
                    outliers.since(watch.stableStep()));
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
            saveBefore(step);
            throw new TrainingFailedException("Training stopped at step " + step
                    + ": the device has too little memory even for one text at a time;"
                    + " the checkpoint of step " + lastCheckpoint + " is kept; a shorter model.contextLength or"
                    + " a smaller model is needed.");
        }
    }

    private TrainingFailedException lost(int step, ReplicaLostException e) {
        saveBefore(step);
        return new TrainingFailedException("Training stopped at step " + step + ": " + e.getMessage()
                + "; the checkpoint of step " + lastCheckpoint + " is kept, and the run can be resumed.");
    }

    /// Where a step fails before anything of it was done. A checkpoint holds the optimizer's memory of what was trained
    /// at its own step.
    private void saveBefore(int step) {
        if (lastCheckpoint != step - 1 && rates.at(Math.max(1, step - 1)).equals(trained)) {
            saveAt(step - 1);
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
        if (result.lossScale() != null) {
            parts.put(LOSS_SCALE, result.lossScale().value());
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

    /// @return whether the validation loss is the best so far
    private boolean look(int step) {
        MeanEvaluation mean = new MeanEvaluation();
        for (Batch batch : validation) {
            mean.add(batch, session.evaluate(batch));
        }
        Evaluation evaluation = mean.mean();
        double loss = evaluation.loss();
        if (!Double.isFinite(loss)) {
            throw failed(step, "the validation loss" + NOT_FINITE, null);
        }
        validationLoss = loss;
        Map<String, Double> measures = new LinkedHashMap<>(byHead(evaluation.byHead()));
        measures.putAll(measure.of(session, step == config.steps() ? Measure.Care.LOOK : Measure.Care.GLANCE));
        events.accept(new TrainingEvent.Evaluated(step, loss, seconds(), measures));
        probe.look(step, session).forEach(events);
        return patience.add(step, loss);
    }

    private void saveAt(int step) {
        Weights weights = session.weights();
        if (!finite(weights)) {
            throw failed(step, "the weights are not finite numbers any more", null);
        }
        events.accept(new TrainingEvent.CheckpointDue(step, weights, session.optimizerState(), fitting.mostTexts()));
        lastCheckpoint = step;
        checkpoints.add(step);
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

    private TrainingFailedException failed(int step, String what, @Nullable Suspect data) {
        int stable = Math.min(watch.stableStep(), step - 1);
        LrSchedule schedule = config.schedule();
        Suspect suspect = data != null
                ? data
                : config.computation().precision().isLow()
                        ? new Suspect.Precision(config.computation().precision().id())
                        : new Suspect.Rate(
                                schedule.at(Math.max(1, step)),
                                schedule.peak(),
                                stable,
                                stable > 0 ? schedule.at(stable) : 0);
        Integer good = checkpoints.floor(Math.max(0, stable));
        String kept =
                good == null ? "there is no good checkpoint yet" : "the last good checkpoint is that of step " + good;
        return new TrainingFailedException(
                "Training stopped at step " + step + ": " + what + "; " + suspect.words() + "; " + kept + ".");
    }
}
