package glassformer.run;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.ModelSpec;
import glassformer.engine.Engines;
import glassformer.engine.LearningRates;
import glassformer.engine.Weights;
import glassformer.hub.DownloadProgress;
import glassformer.hub.ModelSources;
import glassformer.task.TaskData;
import glassformer.train.TrainingControl;
import glassformer.train.Transfer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/// Everything that training a lab from its start needs: its data read, its device found, its weights made.
///
/// @param lab   with the device and all sizes resolved
/// @param rates what is trained at first
/// @param log   what there is to say of the weights
record FreshModel(
        Lab lab,
        Engines.Located located,
        TaskData data,
        ModelSpec spec,
        Once<Weights> weights,
        LearningRates rates,
        List<String> log)
        implements AutoCloseable {
    private static final String FILE = "file:";

    /// @param labFolder what a relative `file:` source is relative to
    /// @throws BadInputException                             for a lab that cannot be run
    /// @throws glassformer.engine.DeviceUnavailableException where the device is not there
    /// @throws CancellationException                         where the control stops it
    static FreshModel prepare(Lab lab, Path labFolder, Engines engines, RunListener listener, TrainingControl control) {
        Engines.Located located = engines.locate(lab.training().device());
        DeviceFit.require(lab, located);
        Lab resolved =
                resolve(lab, labFolder).with("training.device", located.device().id());
        Beginning beginning = Beginning.of(resolved, labFolder, sources(), download(listener, control));
        resolved = TrainingChanges.resolve(beginning.resolve(resolved), labFolder);
        TaskData data = PreparedData.toTrainOn(resolved, labFolder, beginning.tokenizer(), engines, listener, control);
        try {
            return of(resolved, located, beginning, data, listener);
        } catch (RuntimeException | Error e) {
            data.close();
            throw e;
        }
    }

    private static FreshModel of(
            Lab lab, Engines.Located located, Beginning beginning, TaskData data, RunListener listener) {
        Transfer transfer = lab.transfer();
        ModelSpec spec = new ModelSpec(
                lab.model(beginning.vocabSize(data.tokenizer().vocabSize())), data.heads(), transfer.adapters());
        Blueprint blueprint = spec.blueprint();
        listener.phase("Making the weights", -1);
        LearningRates rates = transfer.byStep(blueprint).at(1);
        requireTrained(rates);
        List<String> log = new ArrayList<>();
        Weights weights =
                beginning.weights(blueprint, data.heads(), lab.training().seed(), log);
        return new FreshModel(lab, located, data, spec, new Once<>(weights), rates, log);
    }

    @Override
    public void close() {
        data.close();
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

    /// A `file:` source and a model's folder with their whole paths, since the run's folder is elsewhere.
    private static Lab resolve(Lab lab, Path labFolder) {
        return resolveSource(resolveModel(lab, labFolder), labFolder);
    }

    private static Lab resolveModel(Lab lab, Path labFolder) {
        String from = lab.transfer().from();
        if (from.isEmpty() || ModelSources.names(from)) {
            return lab;
        }
        try {
            return lab.with(
                    "training.from",
                    labFolder.resolve(from).toAbsolutePath().normalize().toString());
        } catch (InvalidPathException e) {
            throw new BadInputException("training.from is " + from + ", which is no path: " + e.getReason() + ".", e);
        }
    }

    private static Lab resolveSource(Lab lab, Path labFolder) {
        String source = lab.values().text("data.source");
        if (!source.startsWith(FILE)) {
            return lab;
        }
        try {
            Path file = labFolder.resolve(source.substring(FILE.length()).strip());
            return lab.with("data.source", FILE + file.toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            throw new BadInputException("data.source is " + source + ", which is no path: " + e.getReason() + ".", e);
        }
    }
}
