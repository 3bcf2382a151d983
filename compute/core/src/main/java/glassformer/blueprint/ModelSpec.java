package glassformer.blueprint;

import java.util.List;

/// A trunk's configuration and its heads: all that defines an architecture.
public record ModelSpec(ModelConfig config, List<HeadSpec> heads) {
    public ModelSpec {
        heads = List.copyOf(heads);
    }

    /// With the heads of pre-training.
    public static ModelSpec of(ModelConfig config) {
        return new ModelSpec(config, config.pretrainingHeads());
    }

    public Blueprint blueprint() {
        return config.blueprint(heads);
    }
}
