package glassformer.run;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import glassformer.engine.Engines;
import glassformer.engine.LearningRates;
import glassformer.engine.OptimizerState;
import glassformer.engine.UpdateRule;
import glassformer.engine.Weights;
import glassformer.task.TaskData;
import glassformer.train.TrainingControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/// Trains a lab into a run folder. Both methods block until the run has ended.
public final class TrainingRun {
    /// Beginnings of the keys that weights or the optimizer's memory depend on.
    private static final List<String> FIXED = List.of(
            "task",
            "model.",
            "tokenizer.",
            "data.",
            "training.seed",
            "training.from",
            "training.frozenLayers",
            "training.onlyHeads",
            "training.unfreezeEvery",
            "training.lora.");

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
        lab.validate();
        RunFolder.requireFree(runFolder);
        try (FreshModel fresh = FreshModel.prepare(lab, labFolder, engines, listener, control)) {
            Lab resolved = fresh.lab();
            OptimizerState state = OptimizerState.fresh(
                    resolved.training().rule().optimizer(), fresh.spec().blueprint(), fresh.rates());
            RunExecution.Start start = new RunExecution.Start(0, fresh.weights(), state, 0, fresh.log());
            RunFolder folder = RunFolder.create(runFolder);
            try (RunLock lock = RunLock.take(runFolder)) {
                LabFile.write(folder.labFile(), resolved);
                return new RunExecution(folder, resolved, fresh.data(), fresh.located(), listener, control)
                        .run(fresh.spec(), start, null);
            }
        }
    }

    /// Goes on from the newest checkpoint that is whole, as if there had been no break.
    ///
    /// @param changed settings to change on the way, by key, as typed; those that would change the model, the
    ///                tokenizer, the text or the random numbers are refused
    public static RunSummary resume(
            Path runFolder,
            Map<String, String> changed,
            Engines engines,
            RunListener listener,
            TrainingControl control) {
        RunFolder folder = new RunFolder(runFolder);
        RunStatus earlier = folder.status();
        Lab lab = changed(folder.lab(), changed);
        lab.validate();
        try (RunLock lock = RunLock.take(runFolder)) {
            CheckpointWriter.removeLeftovers(folder.checkpointsFolder());
            Checkpoint checkpoint = folder.latestCheckpoint()
                    .orElseThrow(() -> new BadInputException(
                            runFolder + " has no checkpoint that is whole, so it cannot go on; train it anew."));
            if (checkpoint.step() >= lab.training().steps()) {
                throw new BadInputException(runFolder + " has done all its "
                        + lab.training().steps() + " steps; set training.steps higher to go on.");
            }
            Engines.Located located = engines.locate(lab.training().device());
            Lab resolved = lab.with("training.device", located.device().id());
            try (TaskData data =
                    PreparedData.toTrainOn(resolved, runFolder, checkpoint.tokenizer(), engines, listener, control)) {
                requireSameText(checkpoint, data, resolved);
                cutAfter(folder, checkpoint.step());
                LabFile.write(folder.labFile(), resolved);
                RunExecution.Start start = from(checkpoint, resolved);
                return new RunExecution(folder, resolved, data, located, listener, control)
                        .run(checkpoint.spec(), start, earlier);
            }
        }
    }

    private static RunExecution.Start from(Checkpoint checkpoint, Lab lab) {
        UpdateRule rule = lab.training().rule();
        Blueprint blueprint = checkpoint.spec().blueprint();
        OptimizerState state = checkpoint.optimizer();
        Weights weights = checkpoint.weights();
        List<String> log = new ArrayList<>();
        if (!rule.averages() && !state.live().tensors().isEmpty()) {
            weights = weights.with(state.live());
            log.add("The weights are not averaged any more: training goes on from those that were not.");
        }
        if (!state.memory().keySet().containsAll(rule.optimizer().memory())) {
            LearningRates rates = lab.transfer().byStep(blueprint).at(Math.max(1, checkpoint.step()));
            state = state.joinedBy(rule.optimizer(), blueprint, rates);
            log.add("The optimizer is another one: it begins without memory.");
        }
        return new RunExecution.Start(
                checkpoint.step(), weights, state, checkpoint.trainer().seconds(), log);
    }

    private static Lab changed(Lab lab, Map<String, String> changed) {
        Lab result = lab;
        for (Map.Entry<String, String> change : changed.entrySet()) {
            Lab next = result.withText(change.getKey(), change.getValue());
            String key = change.getKey();
            boolean fixed = FIXED.stream().anyMatch(key::startsWith);
            if (fixed && !next.equals(result)) {
                throw new BadInputException(key + " cannot change when a run goes on, since its weights belong to the"
                        + " present value; start a new run for that.");
            }
            result = next;
        }
        return result;
    }

    private static void requireSameText(Checkpoint checkpoint, TaskData data, Lab lab) {
        if (!checkpoint.trainer().fingerprint().equals(data.fingerprint())) {
            throw new BadInputException("The data of " + lab.values().text("data.source")
                    + " has changed since the run began, so it cannot go on; restore it or start a new run.");
        }
    }

    /// Removes what was written after the checkpoint, which will be written again.
    private static void cutAfter(RunFolder folder, int step) {
        JsonLines.cutAfter(folder.metricsFile(), step);
        JsonLines.cutAfter(folder.samplesFile(), step);
        JsonLines.cutAfter(folder.statisticsFile(), step);
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
