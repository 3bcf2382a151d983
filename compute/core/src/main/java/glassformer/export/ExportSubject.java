package glassformer.export;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import glassformer.blueprint.ModelSpec;
import glassformer.run.Checkpoint;
import glassformer.run.RunFolder;
import glassformer.run.TrainedModel;
import glassformer.settings.Schema;
import glassformer.settings.Values;
import glassformer.text.Tokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of an export before any work: the architecture and the tokenizer, no weights.
///
/// @param checkpoint what is exported
/// @param spec       without adapters: they are merged into the weights
/// @param blueprint  of `spec`
/// @param options    of the format's [Exporter#options]
/// @param run        where the checkpoint belongs to; null for a Hugging Face folder
public record ExportSubject(
        Checkpoint checkpoint,
        ModelSpec spec,
        Blueprint blueprint,
        Tokenizer tokenizer,
        Values options,
        @Nullable RunFolder run) {
    /// @param step   which checkpoint of a run; its result where null
    /// @param typed  options by key, as typed
    /// @throws BadInputException where there is no such model, it is damaged, or an option is not one
    public static ExportSubject of(Path source, @Nullable Integer step, Exporter exporter, Map<String, String> typed) {
        Values options = Values.initial(new Schema(exporter.options()));
        for (Map.Entry<String, String> option : typed.entrySet()) {
            if (exporter.options().isEmpty()) {
                throw new BadInputException("Unknown key " + option.getKey() + ": the format "
                        + exporter.format().id() + " has no options.");
            }
            options = options.withText(option.getKey(), option.getValue());
        }
        Checkpoint checkpoint = TrainedModel.find(source, step);
        checkpoint.validateIfOurs();
        ModelSpec adapted = checkpoint.spec();
        ModelSpec spec = new ModelSpec(adapted.config(), adapted.heads());
        return new ExportSubject(
                checkpoint, spec, spec.blueprint(), checkpoint.tokenizer(), options, runOf(checkpoint.folder()));
    }

    /// These options changed.
    public ExportSubject with(Values changed) {
        return new ExportSubject(checkpoint, spec, blueprint, tokenizer, changed, run);
    }

    /// What to call the model: its run's or its folder's name.
    public String name() {
        Path folder = (run == null ? checkpoint.folder() : run.root())
                .toAbsolutePath()
                .normalize();
        Path name = folder.getFileName();
        return name == null ? "model" : name.toString();
    }

    /// Where an export goes that is not told where: `exports/FORMAT-step-N` in its run, or beside the Hugging Face
    /// folder.
    public Path usualTarget(ExportFormat format) {
        Path from = checkpoint.folder().toAbsolutePath().normalize();
        return run == null
                ? from.resolveSibling(from.getFileName() + "-" + format.id())
                : run.root()
                        .toAbsolutePath()
                        .normalize()
                        .resolve("exports")
                        .resolve(format.id() + "-step-" + checkpoint.step());
    }

    private static @Nullable RunFolder runOf(Path checkpoint) {
        Path checkpoints = checkpoint.toAbsolutePath().normalize().getParent();
        Path run = checkpoints == null || !checkpoints.endsWith("checkpoints") ? null : checkpoints.getParent();
        return run != null && Files.isRegularFile(run.resolve("lab.json")) ? new RunFolder(run) : null;
    }
}
