package glassformer.represent;

import glassformer.BadInputException;
import glassformer.engine.Engines;
import glassformer.run.RunFolder;
import glassformer.run.TrainedModel;
import glassformer.text.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A trained model whose vectors are looked at, with the texts of its run.
public final class RunVectors implements AutoCloseable {
    private final Path folder;
    private final TrainedModel model;

    private RunVectors(Path folder, TrainedModel model) {
        this.folder = folder;
        this.model = model;
    }

    /// @param folder a run, one of its checkpoints, or a Hugging Face model's folder
    /// @param step   which checkpoint; the run's result where null
    /// @throws BadInputException                             where there is no such model
    /// @throws glassformer.engine.DeviceUnavailableException where the device is not there
    public static RunVectors open(Path folder, @Nullable Integer step, Engines engines, String device) {
        return new RunVectors(folder, TrainedModel.open(folder, step, engines, device));
    }

    public TrainedModel model() {
        return model;
    }

    /// The run's folder; null where the model belongs to none.
    public @Nullable Path run() {
        Path absolute = folder.toAbsolutePath().normalize();
        if (isRun(absolute)) {
            return absolute;
        }
        Path checkpoints = absolute.getParent();
        Path run = checkpoints == null || !checkpoints.endsWith("checkpoints") ? null : checkpoints.getParent();
        return run != null && isRun(run) ? run : null;
    }

    private static boolean isRun(Path folder) {
        return Files.isRegularFile(new RunFolder(folder).labFile());
    }

    /// @throws BadInputException where the model belongs to no run and no file of texts is named
    public List<SourceText> texts(@Nullable Path file, int most) {
        if (file != null) {
            return SourceTexts.ofFile(file, most);
        }
        Path run = run();
        if (run == null) {
            throw new BadInputException(
                    folder + " belongs to no run, so there are no texts of its own: name a file of texts.");
        }
        return SourceTexts.of(new RunFolder(run).lab(), run, most);
    }

    /// @param reading whether tokens are followed through the layers
    public ModelVectors of(VectorRequest request, boolean reading, Progress progress) {
        boolean needless = request.kind() == VectorKind.POSITIONS;
        List<SourceText> texts = needless ? List.of() : texts(request.file(), request.texts());
        return of(request.kind(), texts, request.limit(), reading, progress);
    }

    public ModelVectors of(VectorKind kind, List<SourceText> texts, int limit, boolean reading, Progress progress) {
        return ModelVectors.of(model.session(), model.tokenizer(), kind, texts, limit, reading, progress);
    }

    @Override
    public void close() {
        model.close();
    }
}
