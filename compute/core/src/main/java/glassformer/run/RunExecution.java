package glassformer.run;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.ModelSpec;
import glassformer.engine.Engines;
import glassformer.engine.ModelSession;
import glassformer.engine.OptimizerState;
import glassformer.engine.Weights;
import glassformer.task.LongTexts;
import glassformer.task.TaskData;
import glassformer.train.Trainer;
import glassformer.train.TrainingConfig;
import glassformer.train.TrainingControl;
import glassformer.train.TrainingOutcome;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One process's part of a run: from its first step or a checkpoint to its end, a stop or a failure.
final class RunExecution {
    /// Where training begins.
    ///
    /// @param secondsBefore of training until then
    /// @param log           what there is to say of the weights
    record Start(int step, Weights weights, OptimizerState optimizer, double secondsBefore, List<String> log) {}

    private final RunFolder folder;
    private final Lab lab;
    private final TaskData data;
    private final Engines.Located located;
    private final RunListener listener;
    private final TrainingControl control;
    private final Clock clock = Clock.systemUTC();

    /// @param lab with its device resolved
    RunExecution(
            RunFolder folder,
            Lab lab,
            TaskData data,
            Engines.Located located,
            RunListener listener,
            TrainingControl control) {
        this.folder = folder;
        this.lab = lab;
        this.data = data;
        this.located = located;
        this.listener = listener;
        this.control = control;
    }

    /// @param earlier the status of a run that goes on
    RunSummary run(ModelSpec spec, Start start, @Nullable RunStatus earlier) {
        RunLog log = new RunLog(folder.logFile(), clock);
        StatusWriter status = new StatusWriter(folder.statusFile(), clock, status(start, earlier));
        status.write();
        try {
            log.write((earlier == null ? "Started" : "Resumed at step " + start.step()) + " on "
                    + located.device().name() + " (" + located.device().id() + ") with "
                    + located.engine().description() + ", "
                    + data.extent());
            start.log().forEach(log::write);
            return run(spec, start, status, log);
        } catch (RuntimeException | Error failure) {
            fail(failure, status, log);
            throw failure;
        }
    }

    private RunSummary run(ModelSpec spec, Start start, StatusWriter status, RunLog log) {
        TrainingConfig training = lab.training();
        CheckpointWriter checkpoints = new CheckpointWriter(
                folder.checkpointsFolder(),
                new CheckpointWriter.Origin(
                        spec,
                        data.tokenizer(),
                        training.seed(),
                        data.fingerprint(),
                        located.engine().description(),
                        located.device().id()),
                CheckpointWriter::usableSpace);
        listener.phase("Loading the model onto " + located.device().id(), -1);
        Blueprint blueprint = lab.regularization().applyTo(spec.blueprint());
        try (ModelSession session = located.engine().open(blueprint, start.weights(), located.device());
                RunRecorder recorder =
                        new RunRecorder(folder, checkpoints, status, listener, log, start.secondsBefore(), clock)) {
            control.onPauseChange(
                    waits -> status.state(waits ? RunStatus.State.PAUSED : RunStatus.State.RUNNING, null));
            listener.phase("Training", 0);
            // What reading the data left behind goes back to the system before the run's long, even part.
            System.gc();
            Trainer trainer = new Trainer(
                    session,
                    training,
                    lab.transfer().byStep(blueprint),
                    data.training(),
                    data.validation(training.evaluateBatches(), training.batchSize()),
                    data.measure(),
                    new LabProbe(lab.probes(), spec, data.tokenizer(), LongTexts.of(lab.values()), training.seed()),
                    recorder,
                    control);
            TrainingOutcome outcome = trainer.run(start.step(), start.optimizer());
            RunStatus.State state = outcome.stopped() ? RunStatus.State.STOPPED : RunStatus.State.FINISHED;
            double seconds = start.secondsBefore() + outcome.seconds();
            status.progress(outcome.step(), seconds);
            status.state(state, null);
            log.write(String.format(Locale.ROOT, "%s at step %d after %.1f s", state, outcome.step(), seconds));
            return summary(outcome, state, start, recorder);
        }
    }

    private RunSummary summary(TrainingOutcome outcome, RunStatus.State state, Start start, RunRecorder recorder) {
        return new RunSummary(
                folder.root(),
                state,
                outcome.step(),
                recorder.firstLoss(),
                outcome.trainLoss(),
                outcome.validationLoss(),
                outcome.tokensPerSecond(),
                start.weights().size(),
                start.secondsBefore() + outcome.seconds(),
                recorder.lastSample(),
                recorder.measures());
    }

    private RunStatus status(Start start, @Nullable RunStatus earlier) {
        RunStatus fresh = StatusWriter.initial(
                clock,
                lab.training().steps(),
                located.device().id(),
                located.engine().description(),
                start.weights().size());
        return new RunStatus(
                fresh.state(),
                fresh.message(),
                start.step(),
                fresh.steps(),
                fresh.device(),
                fresh.engine(),
                earlier == null ? fresh.started() : earlier.started(),
                fresh.updated(),
                start.secondsBefore(),
                fresh.parameters(),
                fresh.versions(),
                fresh.pid());
    }

    private static void fail(Throwable failure, StatusWriter status, RunLog log) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        try {
            log.write(failure);
            status.state(RunStatus.State.FAILED, message);
        } catch (RuntimeException second) {
            failure.addSuppressed(second); // a full disk, say: the first failure is the one to hear of
        }
    }
}
