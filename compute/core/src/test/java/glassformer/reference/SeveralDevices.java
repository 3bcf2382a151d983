package glassformer.reference;

import glassformer.blueprint.Blueprint;
import glassformer.engine.Device;
import glassformer.engine.Engine;
import glassformer.engine.EngineProvider;
import glassformer.engine.Engines;
import glassformer.engine.ModelSession;
import glassformer.engine.Weights;
import java.util.List;
import java.util.stream.IntStream;

/// An engine's first device under several names, so that several devices of one process are tested where there is one:
/// `twin:0`, `twin:1`, ...
record SeveralDevices(Engine inner, int count) implements Engine {
    static Engines of(Engine inner, int count) {
        return new Engines(List.of(new EngineProvider() {
            @Override
            public String id() {
                return inner.id();
            }

            @Override
            public Engine open() {
                return new SeveralDevices(inner, count);
            }
        }));
    }

    @Override
    public String id() {
        return inner.id();
    }

    @Override
    public String description() {
        return inner.description();
    }

    @Override
    public List<Device> devices() {
        return IntStream.range(0, count)
                .mapToObj(i -> new Device("twin:" + i, id(), "Twin " + i, 0))
                .toList();
    }

    @Override
    public ModelSession open(Blueprint blueprint, Weights weights, Device device) {
        return inner.open(blueprint, weights, inner.devices().getFirst());
    }

    /// Nothing: the engine is the test's.
    @Override
    public void close() {}
}
