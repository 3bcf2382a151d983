package glassformer.engine;

import glassformer.blueprint.Blueprint;
import java.util.List;

/// An engine for tests of what uses engines: on device `cpu`, with [BigramSession]s.
public final class BigramEngine implements Engine {
    /// For [Engines].
    public static Engines engines() {
        return new Engines(List.of(new EngineProvider() {
            @Override
            public String id() {
                return "bigram";
            }

            @Override
            public Engine open() {
                return new BigramEngine();
            }
        }));
    }

    @Override
    public String id() {
        return "bigram";
    }

    @Override
    public String description() {
        return "Bigram in plain Java";
    }

    @Override
    public List<Device> devices() {
        return List.of(new Device("cpu", "bigram", "test computer", 0));
    }

    @Override
    public BigramSession open(Blueprint blueprint, Weights weights, Device device) {
        return new BigramSession(blueprint, weights);
    }

    @Override
    public void close() {}
}
