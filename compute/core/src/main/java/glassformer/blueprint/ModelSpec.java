package glassformer.blueprint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A trunk's configuration, its heads and its adapters: all that defines an architecture.
///
/// @param adapters null where there are none
public record ModelSpec(
        ModelConfig config, List<HeadSpec> heads, @Nullable Adapters adapters) {
    public ModelSpec {
        heads = List.copyOf(heads);
    }

    /// Without adapters.
    public ModelSpec(ModelConfig config, List<HeadSpec> heads) {
        this(config, heads, null);
    }

    /// With the heads of pre-training.
    public static ModelSpec of(ModelConfig config) {
        return new ModelSpec(config, config.pretrainingHeads());
    }

    public Blueprint blueprint() {
        Blueprint plain = config.blueprint(heads);
        return adapters == null ? plain : adapters.attachTo(plain);
    }
}
