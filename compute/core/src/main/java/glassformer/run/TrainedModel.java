package glassformer.run;

import glassformer.BadInputException;
import glassformer.answer.Predictor;
import glassformer.answer.Responder;
import glassformer.blueprint.ModelConfig;
import glassformer.blueprint.ModelSpec;
import glassformer.engine.Engines;
import glassformer.engine.ModelSession;
import glassformer.engine.Weights;
import glassformer.inspect.Ablation;
import glassformer.inspect.Part;
import glassformer.task.LongTexts;
import glassformer.text.Tokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A checkpoint, loaded and ready to use.
public final class TrainedModel implements AutoCloseable {
    private final Checkpoint checkpoint;
    private final ModelSpec spec;
    private final Tokenizer tokenizer;
    private final Engines.Located place;
    private final ModelSession session;

    private TrainedModel(
            Checkpoint checkpoint, ModelSpec spec, Tokenizer tokenizer, Engines.Located place, ModelSession session) {
        this.checkpoint = checkpoint;
        this.spec = spec;
        this.tokenizer = tokenizer;
        this.place = place;
        this.session = session;
    }

    /// @param folder a run, one of its checkpoints, or a Hugging Face model's folder
    /// @param step   which checkpoint of a run; its result where null, or the newest that is whole
    /// @param device `auto` or a device's id
    /// @throws BadInputException                             where there is no such model or it is damaged
    /// @throws glassformer.engine.DeviceUnavailableException where the device is not there
    public static TrainedModel open(Path folder, @Nullable Integer step, Engines engines, String device) {
        Checkpoint checkpoint = find(folder, step);
        checkpoint.validateIfOurs();
        ModelSpec spec = checkpoint.spec();
        ModelConfig config = spec.config();
        Tokenizer tokenizer = checkpoint.tokenizer();
        if (tokenizer.vocabSize() > config.vocabSize()) {
            throw new BadInputException(checkpoint.folder() + " has a tokenizer of " + tokenizer.vocabSize()
                    + " tokens, but its model knows only " + config.vocabSize() + ".");
        }
        Engines.Located located = engines.locate(device);
        ModelSession session = located.engine().open(spec.blueprint(), checkpoint.weights(), located.device());
        return new TrainedModel(checkpoint, spec, tokenizer, located, session);
    }

    /// The folder with the weights that a model's folder, a run or a checkpoint stands for.
    ///
    /// @throws BadInputException where there is none
    public static Path folder(Path named) {
        return Files.isRegularFile(named.resolve(Checkpoint.CONFIG))
                ? named
                : find(named, null).folder();
    }

    /// The checkpoint that a folder is or holds.
    ///
    /// @param step which checkpoint of a run; its result where null, or the newest that is whole
    /// @throws BadInputException where there is none
    public static Checkpoint find(Path folder, @Nullable Integer step) {
        if (Files.isRegularFile(folder.resolve(Checkpoint.CONFIG))) {
            Checkpoint checkpoint = Checkpoint.open(folder);
            if (step != null && step != checkpoint.step()) {
                throw new BadInputException(folder + " is the checkpoint of step " + checkpoint.step() + ", but step "
                        + step + " was asked for.");
            }
            return checkpoint;
        }
        if (!Files.isDirectory(folder.resolve("checkpoints"))) {
            throw new BadInputException(folder + " is neither a run nor a checkpoint: it has no checkpoints and no "
                    + Checkpoint.CONFIG + ".");
        }
        RunFolder run = new RunFolder(folder);
        return step != null
                ? run.checkpoint(step)
                : run.resultCheckpoint()
                        .orElseThrow(() -> new BadInputException(folder + " has no checkpoint that is whole."));
    }

    public Tokenizer tokenizer() {
        return tokenizer;
    }

    public ModelSession session() {
        return session;
    }

    public ModelConfig config() {
        return spec.config();
    }

    public ModelSpec spec() {
        return spec;
    }

    /// Says what the model's heads say, reading long texts as its run's lab does; without a run they are cut.
    public Predictor predictor() {
        return new Predictor(session, spec, tokenizer, longTexts(checkpoint.folder()));
    }

    /// Says anything that the model says.
    public Responder responder() {
        return new Responder(session, spec, tokenizer, longTexts(checkpoint.folder()));
    }

    /// The same model with parts that write nothing, beside this one.
    ///
    /// @throws BadInputException where the model has no such part
    public TrainedModel without(List<Part> parts) {
        Weights changed = Ablation.of(spec.blueprint(), session.weights(), parts);
        ModelSession beside = place.engine().open(spec.blueprint(), changed, place.device());
        return new TrainedModel(checkpoint, spec, tokenizer, place, beside);
    }

    private static LongTexts longTexts(Path checkpoint) {
        Path checkpoints = checkpoint.toAbsolutePath().normalize().getParent();
        Path run = checkpoints == null || !checkpoints.endsWith("checkpoints") ? null : checkpoints.getParent();
        return run != null && Files.isRegularFile(new RunFolder(run).labFile())
                ? LongTexts.of(new RunFolder(run).lab().values())
                : LongTexts.CUT;
    }

    public int step() {
        return checkpoint.step();
    }

    @Override
    public void close() {
        session.close();
    }
}
