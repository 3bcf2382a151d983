package glassformer.run;

import glassformer.blueprint.GptConfig;
import glassformer.engine.Engines;
import glassformer.engine.ModelSession;
import glassformer.text.Tokenizer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A checkpoint, loaded and ready to use.
public final class TrainedModel implements AutoCloseable {
    private final Checkpoint checkpoint;
    private final GptConfig config;
    private final Tokenizer tokenizer;
    private final ModelSession session;

    private TrainedModel(Checkpoint checkpoint, GptConfig config, Tokenizer tokenizer, ModelSession session) {
        this.checkpoint = checkpoint;
        this.config = config;
        this.tokenizer = tokenizer;
        this.session = session;
    }

    /// @param folder a run or one of its checkpoints
    /// @param step   which checkpoint of a run; the newest where null
    /// @param device `auto` or a device's id
    public static TrainedModel open(Path folder, @Nullable Integer step, Engines engines, String device) {
        throw new UnsupportedOperationException("" + folder + step + engines + device);
    }

    public Tokenizer tokenizer() {
        return tokenizer;
    }

    public ModelSession session() {
        return session;
    }

    public GptConfig config() {
        return config;
    }

    public int step() {
        return checkpoint.step();
    }

    @Override
    public void close() {
        session.close();
    }
}
