package glassformer.remote;

import glassformer.BadInputException;
import glassformer.augment.AugmentationKind;
import glassformer.hub.ModelSources;
import glassformer.run.Lab;
import glassformer.run.TrainedModel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;

/// A lab as another machine is to train it: its device one of that machine's, its files sent there.
///
/// @param there the lab to send
/// @param here  what its changed settings are here, by key
record RemoteLab(Lab there, Map<String, String> here) {
    private static final String DEVICE = "training.device";
    private static final String SOURCE = "data.source";
    private static final String FILE = "file:";
    /// Keys that can name a folder of a run, a checkpoint or a model.
    private static final List<String> MODELS = List.of("training.from", AugmentationKind.THERE, AugmentationKind.BACK);

    /// Sends what the lab names.
    ///
    /// @param labFolder what a relative path is relative to
    /// @param root      the shared folder, as the far end writes it
    static RemoteLab send(
            Lab lab, Path labFolder, RemotePlace place, RemoteFiles files, String root, DoubleConsumer progress) {
        Map<String, String> here = new LinkedHashMap<>();
        here.put(DEVICE, place.toString());
        Lab there = lab.with(DEVICE, place.device());
        String source = lab.values().text(SOURCE);
        if (source.startsWith(FILE)) {
            Path file = path(SOURCE, source.substring(FILE.length()).strip(), labFolder);
            if (!Files.isRegularFile(file)) {
                throw new BadInputException("data.source is " + source + ", but there is no file " + file + ".");
            }
            String name = files.sendByContent(file, "data", progress);
            here.put(SOURCE, FILE + file);
            there = there.with(SOURCE, FILE + root + "/" + name);
        }
        for (String key : MODELS) {
            String named = lab.schema().has(key) ? lab.values().text(key).strip() : "";
            if (named.isEmpty() || ModelSources.names(named)) {
                continue;
            }
            Path model = model(key, named, labFolder);
            String name = "models/" + Integer.toHexString(model.toString().hashCode()) + "/" + model.getFileName();
            files.sendFolder(model, name, progress);
            here.put(key, model.toString());
            there = there.with(key, root + "/" + name);
        }
        return new RemoteLab(there, here);
    }

    /// The far end's lab with what is right here.
    Lab back(Lab resolved) {
        Lab lab = resolved;
        for (Map.Entry<String, String> setting : here.entrySet()) {
            lab = lab.with(setting.getKey(), setting.getValue());
        }
        return lab;
    }

    private static Path model(String key, String named, Path labFolder) {
        Path folder = path(key, named, labFolder);
        if (!Files.exists(folder)) {
            throw new BadInputException(key + " is " + named + ", but there is no such folder.");
        }
        return TrainedModel.folder(folder);
    }

    private static Path path(String key, String text, Path folder) {
        try {
            return folder.resolve(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new BadInputException(key + " is " + text + ", which is no path: " + e.getReason() + ".", e);
        }
    }
}
