package glassformer.run;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.CostEstimate;
import glassformer.blueprint.ModelSpec;
import glassformer.engine.Engines;
import glassformer.engine.LearningRates;
import glassformer.engine.ModelSession;
import glassformer.engine.OptimizerState;
import glassformer.engine.Weights;
import glassformer.task.LongTexts;
import glassformer.task.TaskData;
import glassformer.train.Trainer;
import glassformer.train.TrainingConfig;
import glassformer.train.TrainingControl;
import glassformer.train.TrainingOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One process's part of a run: from its first step or a checkpoint to its end, a stop or a failure.
final class RunExecution {
    private static final String CPU = "cpu";

    /// Where training begins.
    ///
    /// @param parameters    how many values the weights have
    /// @param mostTexts     see [glassformer.train.TrainingEvent.CheckpointDue#mostTexts]
    /// @param secondsBefore of training until then
    /// @param log           what there is to say of the weights
    /// @param earlier       the status of a run that goes on
    /// @param resumption    how it goes on
    record Start(
            int step,
            Once<Weights> weights,
            Once<OptimizerState> optimizer,
            long parameters,
            int mostTexts,
            double secondsBefore,
            List<String> log,
            @Nullable RunStatus earlier,
            @Nullable Resumption resumption) {
        static Start fresh(Once<Weights> weights, OptimizerState optimizer, long parameters, List<String> log) {
            return new Start(0, weights, new Once<>(optimizer), parameters, Integer.MAX_VALUE, 0, log, null, null);
        }
    }

    private final RunFolder folder;
    private final Lab lab;
    private final TaskData data;
    private final Engines.Located located;
    private final RunListener listener;
    private final TrainingControl control;
    private final Surroundings surroundings;

    /// @param lab with its device resolved
    RunExecution(
            RunFolder folder,
            Lab lab,
            TaskData data,
            Engines.Located located,
            RunListener listener,
            TrainingControl control,
            Surroundings surroundings) {
        this.folder = folder;
        this.lab = lab;
        this.data = data;
        this.located = located;
        this.listener = listener;
        this.control = control;
        this.surroundings = surroundings;
    }

    RunSummary run(ModelSpec spec, Start start) {
        RunLog log = new RunLog(folder.logFile(), surroundings.clock(), surroundings.gate());
        StatusWriter status =
                new StatusWriter(folder.statusFile(), surroundings.clock(), surroundings.gate(), status(start));
        status.write();
        try {
            log.write((start.earlier() == null ? "Started" : "Resumed at step " + start.step()) + " on "
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
                new CheckpointWriter.Origin(spec, data.tokenizer(), origin()),
                surroundings.freeSpace(),
                surroundings.gate());
        listener.phase("Loading the model onto " + located.device().id(), -1);
        Blueprint blueprint = lab.regularization().applyTo(spec.blueprint());
        long predicted = predicted(blueprint, start);
        MachineUse machine =
                new MachineUse(() -> located.engine().memoryInUse(located.device()), EnergyMeter.of(located.device()));
        String expected = "Training will take about " + mebibytes(predicted) + " of memory beside the "
                + mebibytes(machine.baseline()) + " that the process holds now.";
        listener.note(expected);
        log.write(expected);
        status.memory(new MemoryUse(predicted, machine.baseline(), 0));
        try (machine;
                ModelSession session =
                        located.engine().open(blueprint, start.weights().take(), located.device());
                RunRecorder recorder = new RunRecorder(
                        folder,
                        checkpoints,
                        status,
                        listener,
                        log,
                        start.secondsBefore(),
                        training,
                        machine,
                        surroundings)) {
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
            TrainingOutcome outcome =
                    trainer.fitting(start.mostTexts()).run(start.step(), start.optimizer()::take, folder.losses());
            MemoryUse used = new MemoryUse(
                    predicted, machine.baseline(), located.device().id().equals(CPU) ? machine.peak() : 0);
            status.memory(used);
            RunStatus.State state = outcome.stopped() ? RunStatus.State.STOPPED : RunStatus.State.FINISHED;
            double seconds = start.secondsBefore() + outcome.seconds();
            status.progress(outcome.step(), seconds);
            log.write(String.format(Locale.ROOT, "%s at step %d after %.1f s", state, outcome.step(), seconds));
            if (outcome.stopped()) {
                status.state(state, null);
            } else {
                status.finished(outcome.result(), early(outcome));
            }
            return summary(outcome, state, start, recorder, used);
        }
    }

    Checkpoint.Origin origin() {
        return new Checkpoint.Origin(
                lab.training().seed(),
                data.fingerprint(),
                LabTexts.hash(lab),
                located.engine().description(),
                located.device().id(),
                surroundings.threads());
    }

    /// What there is to say of a run that ended before its last step.
    private static @Nullable String early(TrainingOutcome outcome) {
        return outcome.ending() == TrainingOutcome.Ending.EARLY
                ? "Ended early at step " + outcome.step()
                        + ", since the validation loss did not become better any more."
                : null;
    }

    private long predicted(Blueprint blueprint, Start start) {
        int last = lab.training().steps();
        LearningRates rates = lab.transfer().byStep(blueprint).at(Math.max(start.step() + 1, last));
        CostEstimate cost = CostEstimate.of(
                blueprint, lab.training().demand(), rates.factors().keySet());
        return cost.processBytes() + located.engine().workspaceBytes();
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f MiB", bytes / (double) (1 << 20));
    }

    private RunSummary summary(
            TrainingOutcome outcome, RunStatus.State state, Start start, RunRecorder recorder, MemoryUse used) {
        return new RunSummary(
                folder.root(),
                state,
                outcome.step(),
                outcome.result(),
                recorder.firstLoss(),
                outcome.trainLoss(),
                outcome.validationLoss(),
                outcome.tokensPerSecond(),
                start.parameters(),
                start.secondsBefore() + outcome.seconds(),
                recorder.lastSample(),
                recorder.measures(),
                used);
    }

    private RunStatus status(Start start) {
        RunStatus earlier = start.earlier();
        List<Resumption> resumptions = new ArrayList<>(earlier == null ? List.of() : earlier.resumptions());
        if (start.resumption() != null) {
            resumptions.add(start.resumption());
        }
        RunStatus fresh = StatusWriter.initial(
                surroundings.clock(),
                lab.training().steps(),
                located.device().id(),
                located.engine().description(),
                start.parameters());
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
                fresh.pid(),
                null,
                null,
                resumptions);
    }

    private static void fail(Throwable failure, StatusWriter status, RunLog log) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        // A full disk may take one and not the other; the first failure is the one to hear of.
        try {
            log.write(failure);
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
        try {
            status.state(RunStatus.State.FAILED, message);
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
    }
}
