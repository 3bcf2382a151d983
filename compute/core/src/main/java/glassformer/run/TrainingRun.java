package glassformer.run;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.ParameterTable;
import glassformer.engine.Engines;
import glassformer.engine.LearningRates;
import glassformer.engine.OptimizerState;
import glassformer.engine.UpdateRule;
import glassformer.engine.Weights;
import glassformer.task.TaskData;
import glassformer.train.TrainingConfig;
import glassformer.train.TrainingControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Trains a lab into a run folder. Both methods block until the run has ended.
public final class TrainingRun {
    private TrainingRun() {}

    /// The folder is made when the text is ready and the device was found, so that a lab that cannot be run
    /// leaves nothing behind.
    ///
    /// @param labFolder what a relative `file:` source is relative to
    /// @param runFolder must not exist or be empty
    /// @throws BadInputException                                for a lab that cannot be run
    /// @throws glassformer.engine.DeviceUnavailableException    where the device is not there
    /// @throws glassformer.train.TrainingFailedException        where the loss is no number any more
    /// @throws CancellationException                            where the control stops it before training began
    public static RunSummary start(
            Lab lab, Path labFolder, Path runFolder, Engines engines, RunListener listener, TrainingControl control) {
        return start(lab, labFolder, runFolder, engines, listener, control, Surroundings.real());
    }

    static RunSummary start(
            Lab lab,
            Path labFolder,
            Path runFolder,
            Engines engines,
            RunListener listener,
            TrainingControl control,
            Surroundings surroundings) {
        lab.validate();
        RunFolder.requireFree(runFolder);
        try (FreshModel fresh = FreshModel.prepare(lab, labFolder, engines, listener, control)) {
            Lab resolved = fresh.lab();
            RunExecution.Start start = from(fresh);
            RunFolder folder = RunFolder.create(runFolder);
            try (RunLock lock = RunLock.take(runFolder)) {
                LabFile.write(folder.labFile(), resolved);
                return new RunExecution(
                                folder, resolved, fresh.data(), fresh.located(), listener, control, surroundings)
                        .run(fresh.spec(), start);
            }
        }
    }

    /// As [#resume(Path, Integer, Map, Engines, RunListener, TrainingControl)] from the newest checkpoint.
    public static RunSummary resume(
            Path runFolder,
            Map<String, String> changed,
            Engines engines,
            RunListener listener,
            TrainingControl control) {
        return resume(runFolder, null, changed, engines, listener, control);
    }

    /// Goes on from a checkpoint that is whole, as if there had been no break. What was written after it is removed;
    /// ask [ResumePlan] beforehand what that is.
    ///
    /// @param step    from which checkpoint, or the newest whole one before it; the newest where null
    /// @param changed settings to change on the way, by key, as typed; those that would change the model, the
    ///                tokenizer, the text or the random numbers are refused
    public static RunSummary resume(
            Path runFolder,
            @Nullable Integer step,
            Map<String, String> changed,
            Engines engines,
            RunListener listener,
            TrainingControl control) {
        return resume(runFolder, step, changed, engines, listener, control, Surroundings.real());
    }

    static RunSummary resume(
            Path runFolder,
            @Nullable Integer step,
            Map<String, String> changed,
            Engines engines,
            RunListener listener,
            TrainingControl control,
            Surroundings surroundings) {
        RunFolder folder = new RunFolder(runFolder);
        RunStatus earlier = folder.status();
        try (RunLock lock = RunLock.take(runFolder)) {
            CheckpointWriter.removeLeftovers(folder.checkpointsFolder());
            ResumePlan plan = ResumePlan.of(runFolder, step, changed);
            Checkpoint checkpoint = plan.checkpoint();
            requireMore(folder, plan, earlier);
            Lab lab = plan.lab();
            Engines.Located located = engines.locate(lab.training().device());
            DeviceFit.require(lab, located);
            Lab resolved = lab.with("training.device", located.device().id());
            try (TaskData data =
                    PreparedData.toTrainOn(resolved, runFolder, checkpoint.tokenizer(), engines, listener, control)) {
                requireSameText(checkpoint, data, resolved);
                plan.sentences().forEach(listener::note);
                cutAfter(folder, checkpoint.step());
                LabFile.write(folder.labFile(), resolved);
                RunExecution execution =
                        new RunExecution(folder, resolved, data, located, listener, control, surroundings);
                Resumption resumption = resumption(plan, execution.origin(), surroundings);
                return execution.run(checkpoint.spec(), from(plan, resolved, earlier, resumption));
            }
        }
    }

    /// A run that was killed between its last checkpoint and its end only has to end.
    private static void requireMore(RunFolder folder, ResumePlan plan, RunStatus earlier) {
        TrainingConfig training = plan.lab().training();
        int step = plan.checkpoint().step();
        if (earlier.state() != RunStatus.State.FINISHED || step < earlier.step()) {
            return;
        }
        if (step >= training.steps()) {
            throw new BadInputException(folder.root() + " has done all its " + training.steps()
                    + " steps; set training.steps higher to go on.");
        }
        if (folder.losses().exhausts(training.earlyStopping())) {
            throw new BadInputException(folder.root() + " ended early at step " + step
                    + ", since its validation loss did not become better any more; set training.patience higher, or to"
                    + " 0, to go on.");
        }
    }

    private static Resumption resumption(ResumePlan plan, Checkpoint.Origin now, Surroundings surroundings) {
        Checkpoint.Origin then = plan.checkpoint().trainer().origin();
        List<String> differences = new ArrayList<>();
        compare("settings", then.settings(), now.settings(), differences);
        compare("data", then.fingerprint(), now.fingerprint(), differences);
        compare("engine", then.engine(), now.engine(), differences);
        compare("device", then.device(), now.device(), differences);
        compare("threads", then.threads(), now.threads(), differences);
        return new Resumption(
                plan.checkpoint().step(),
                plan.checkpoint().hash(),
                differences,
                surroundings.clock().instant().toString());
    }

    private static void compare(String what, Object then, Object now, List<String> differences) {
        if (!then.equals(now)) {
            differences.add(what);
        }
    }

    private static RunExecution.Start from(FreshModel fresh) {
        Blueprint blueprint = fresh.spec().blueprint();
        OptimizerState state =
                OptimizerState.fresh(fresh.lab().training().rule().optimizer(), blueprint, fresh.rates());
        return RunExecution.Start.fresh(
                fresh.weights(), state, ParameterTable.of(blueprint).size(), fresh.log());
    }

    private static RunExecution.Start from(ResumePlan plan, Lab lab, RunStatus earlier, Resumption resumption) {
        Checkpoint checkpoint = plan.checkpoint();
        UpdateRule rule = lab.training().rule();
        Blueprint blueprint = checkpoint.spec().blueprint();
        OptimizerState state = checkpoint.optimizer();
        Weights weights = checkpoint.weights();
        List<String> log = new ArrayList<>(plan.sentences());
        if (!rule.averages() && !state.live().tensors().isEmpty()) {
            weights = weights.with(state.live());
            log.add("The weights are not averaged any more: training goes on from those that were not.");
        }
        if (!state.memory().keySet().containsAll(rule.optimizer().memory())) {
            LearningRates rates = lab.transfer().byStep(blueprint).at(Math.max(1, checkpoint.step()));
            state = state.joinedBy(rule.optimizer(), blueprint, rates);
            log.add("The optimizer is another one: it begins without memory.");
        }
        log.add(
                resumption.identical()
                        ? "Resumed: identical, as if there had been no break"
                        : "Resumed: not identical, since other than before: "
                                + String.join(", ", resumption.differences()));
        return new RunExecution.Start(
                checkpoint.step(),
                new Once<>(weights),
                new Once<>(state),
                weights.size(),
                // Another device may have more room.
                resumption.differences().contains("device")
                        ? Integer.MAX_VALUE
                        : checkpoint.trainer().mostTexts(),
                checkpoint.trainer().seconds(),
                log,
                earlier,
                resumption);
    }

    private static void requireSameText(Checkpoint checkpoint, TaskData data, Lab lab) {
        if (!checkpoint.trainer().origin().fingerprint().equals(data.fingerprint())) {
            throw new BadInputException("The data of " + lab.values().text("data.source")
                    + " has changed since the run began, so it cannot go on; restore it or start a new run.");
        }
    }

    /// Removes what was written after the checkpoint, which will be written again.
    private static void cutAfter(RunFolder folder, int step) {
        // Newest first: a kill in between leaves a newest checkpoint that has all its lines.
        for (int later : folder.checkpointSteps().reversed()) {
            if (later > step) {
                CheckpointWriter.remove(folder.checkpointsFolder(), later);
            }
        }
        JsonLines.cutAfter(folder.metricsFile(), step);
        JsonLines.cutAfter(folder.samplesFile(), step);
        JsonLines.cutAfter(folder.outliersFile(), step);
        JsonLines.cutAfter(folder.statisticsFile(), step);
        JsonLines.cutAfter(folder.probesFile(), step);
        try {
            for (int later : folder.attentionSteps()) {
                if (later > step) {
                    Files.delete(folder.attentionFile(later));
                }
            }
            // Written anew from the metrics that are kept.
            try (Stream<Path> entries = Files.list(folder.root())) {
                List<Path> old = entries.filter(
                                entry -> entry.getFileName().toString().startsWith(TensorBoardLog.PREFIX))
                        .toList();
                for (Path file : old) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw Disk.cannotWrite(folder.root(), e);
        }
    }
}
