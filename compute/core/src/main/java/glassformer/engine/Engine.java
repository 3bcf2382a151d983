package glassformer.engine;

import glassformer.blueprint.Blueprint;
import java.util.List;
import java.util.OptionalLong;

/// A library that runs models on devices.
public interface Engine extends AutoCloseable {
    String id();

    /// What it is and its version, for the run's record: "DJL 0.36.0, PyTorch 2.7.1".
    String description();

    List<Device> devices();

    /// Compiles a blueprint and loads weights.
    ///
    /// @throws DeviceUnavailableException      where the device is not there or has too little memory
    /// @throws glassformer.BadInputException   where the weights do not fit the blueprint
    ModelSession open(Blueprint blueprint, Weights weights, Device device);

    /// How many bytes of a device's own memory are taken now, by whomever; none where it has none of its own, as a CPU,
    /// or does not tell.
    default OptionalLong memoryInUse(Device device) {
        return OptionalLong.empty();
    }

    @Override
    void close();
}
