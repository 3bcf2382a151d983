package glassformer.engine;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import java.util.List;

/// An engine for tests of what uses engines: on device `cpu`, with [BigramSession]s and two kernels to show.
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
    public List<String> kernels(Device device) {
        return List.of("double", "halve");
    }

    @Override
    public KernelSource kernel(Device device, String name) {
        if (!kernels(device).contains(name)) {
            throw new BadInputException("There is no kernel " + name + "; there are double, halve.");
        }
        return new KernelSource(name, "x = " + name + "(x);\n", "Test C", "kernel void " + name + "() {}");
    }

    @Override
    public BigramSession open(Blueprint blueprint, Weights weights, Device device) {
        return new BigramSession(blueprint, weights);
    }

    @Override
    public void close() {}
}
