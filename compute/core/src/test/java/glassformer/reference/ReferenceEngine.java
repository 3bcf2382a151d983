package glassformer.reference;

import glassformer.blueprint.Blueprint;
import glassformer.engine.Device;
import glassformer.engine.Engine;
import glassformer.engine.EngineProvider;
import glassformer.engine.Engines;
import glassformer.engine.ModelSession;
import glassformer.engine.Weights;
import java.util.List;

/// [ReferenceModel] as an engine: shows that [EngineContract] can be kept, and lets what uses engines be tested with
/// a model that really has every layer.
public final class ReferenceEngine implements Engine {
    /// This engine alone.
    public static Engines engines() {
        return new Engines(List.of(new EngineProvider() {
            @Override
            public String id() {
                return "reference";
            }

            @Override
            public Engine open() {
                return new ReferenceEngine();
            }
        }));
    }

    @Override
    public String id() {
        return "reference";
    }

    @Override
    public String description() {
        return "Reference in plain Java";
    }

    @Override
    public List<Device> devices() {
        return List.of(new Device("cpu", "reference", "test computer", 0));
    }

    @Override
    public ModelSession open(Blueprint blueprint, Weights weights, Device device) {
        return new ReferenceSession(blueprint, weights);
    }

    @Override
    public void close() {}
}
