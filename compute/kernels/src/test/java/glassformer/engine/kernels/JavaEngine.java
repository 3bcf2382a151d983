package glassformer.engine.kernels;

import glassformer.blueprint.Blueprint;
import glassformer.engine.Device;
import glassformer.engine.Engine;
import glassformer.engine.ModelSession;
import glassformer.engine.Weights;
import java.util.List;

/// The kernels as plain Java.
record JavaEngine(JavaExecutor executor) implements Engine {
    @Override
    public String id() {
        return "java";
    }

    @Override
    public String description() {
        return "Kernels in plain Java";
    }

    @Override
    public List<Device> devices() {
        return List.of(new Device("cpu", id(), executor.threads() + " threads", 0));
    }

    @Override
    public ModelSession open(Blueprint blueprint, Weights weights, Device device) {
        return new KernelSession(blueprint, weights, executor);
    }

    @Override
    public void close() {}
}
