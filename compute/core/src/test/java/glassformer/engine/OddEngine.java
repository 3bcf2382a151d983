package glassformer.engine;

import glassformer.blueprint.Blueprint;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/// A [BigramEngine] whose device has peculiarities.
///
/// @param sessions changes each session
/// @param memory   what is taken of the device's own memory
public record OddEngine(UnaryOperator<ModelSession> sessions, OptionalLong memory) implements Engine {
    /// For [Engines].
    public Engines engines() {
        return new Engines(List.of(new EngineProvider() {
            @Override
            public String id() {
                return "bigram";
            }

            @Override
            public Engine open() {
                return OddEngine.this;
            }
        }));
    }

    @Override
    public String id() {
        return "bigram";
    }

    @Override
    public String description() {
        return "Bigram in plain Java, with peculiarities";
    }

    @Override
    public List<Device> devices() {
        return List.of(new Device("cpu", "bigram", "test computer", 0));
    }

    @Override
    public ModelSession open(Blueprint blueprint, Weights weights, Device device) {
        return sessions.apply(new BigramSession(blueprint, weights));
    }

    @Override
    public OptionalLong memoryInUse(Device device) {
        return memory;
    }

    @Override
    public void close() {}
}
