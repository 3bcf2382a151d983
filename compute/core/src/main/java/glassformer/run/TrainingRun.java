package glassformer.run;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.ModelSpec;
import glassformer.engine.AdamWState;
import glassformer.engine.Engines;
import glassformer.engine.LearningRates;
import glassformer.engine.Weights;
import glassformer.hub.DownloadProgress;
import glassformer.hub.ModelSources;
import glassformer.task.TaskData;
import glassformer.train.TrainingControl;
import glassformer.train.Transfer;
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
    private static final String FILE = "file:";

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
        Engines.Located located = engines.locate(lab.training().device());
        Lab resolved =
                resolve(lab, labFolder).with("training.device", located.device().id());
        Beginning beginning = Beginning.of(resolved, labFolder, sources(), download(listener, control));
        resolved = TrainingChanges.resolve(beginning.resolve(resolved), labFolder);
        try (TaskData data =
                PreparedData.toTrainOn(resolved, labFolder, beginning.tokenizer(), engines, listener, control)) {
            Transfer transfer = resolved.transfer();
            ModelSpec spec = new ModelSpec(
                    resolved.model(beginning.vocabSize(data.tokenizer().vocabSize())),
                    data.heads(),
                    transfer.adapters());
            Blueprint blueprint = spec.blueprint();
            listener.phase("Making the weights", -1);
            LearningRates rates = transfer.byStep(blueprint).at(1);
            requireTrained(rates);
            List<String> log = new ArrayList<>();
            Weights weights = beginning.weights(
                    blueprint, data.heads(), resolved.training().seed(), log);
            RunExecution.Start start = new RunExecution.Start(0, weights, AdamWState.fresh(blueprint, rates), 0, log);
            RunFolder folder = RunFolder.create(runFolder);
            try (RunLock lock = RunLock.take(runFolder)) {
                LabFile.write(folder.labFile(), resolved);
                return new RunExecution(folder, resolved, data, located, listener, control).run(spec, start, null);
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
                RunExecution.Start start = new RunExecution.Start(
                        checkpoint.step(),
                        checkpoint.weights(),
                        checkpoint.optimizer(),
                        checkpoint.trainer().seconds(),
                        List.of());
                return new RunExecution(folder, resolved, data, located, listener, control)
                        .run(checkpoint.spec(), start, earlier);
            }
        }
    }

    private static ModelSources sources() {
        return ModelSources.of(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    private static DownloadProgress download(RunListener listener, TrainingControl control) {
        return (file, done, total) -> {
            if (control.isStopped()) {
                throw new CancellationException("the download was stopped");
            }
            listener.phase("Fetching " + file, total > 0 ? (double) done / total : -1);
        };
    }

    private static void requireTrained(LearningRates rates) {
        if (rates.factors().isEmpty()) {
            throw new BadInputException("Nothing of the model would be trained at first, since its head has no weights"
                    + " of its own, but the embedding's; set model.tiedHead to false, or training.onlyHeads to false"
                    + " and training.unfreezeEvery to 0.");
        }
    }

    /// A `file:` source with its whole path, since the run's folder is elsewhere.
    private static Lab resolve(Lab lab, Path labFolder) {
        String source = lab.values().text("data.source");
        if (!source.startsWith(FILE)) {
            return lab;
        }
        try {
            Path file = labFolder.resolve(source.substring(FILE.length()).strip());
            return lab.with("data.source", FILE + file.toAbsolutePath().normalize());
        } catch (java.nio.file.InvalidPathException e) {
            throw new BadInputException("data.source is " + source + ", which is no path: " + e.getReason() + ".", e);
        }
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
