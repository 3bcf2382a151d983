package glassformer.engine;

import glassformer.blueprint.Blueprint;
import java.util.List;

/// A library that runs models on devices.
public interface Engine extends AutoCloseable {
    String id();

    /// What it is and its version, for the run's record: "DJL 0.36.0, PyTorch 2.7.1".
    String description();

    List<Device> devices();

    /// The precisions that a device of this engine trains in, slow ones included.
    default List<Precision> precisions(Device device) {
        return List.of(Precision.FLOAT32);
    }

    /// Compiles a blueprint and loads weights.
    ///
    /// @throws DeviceUnavailableException      where the device is not there or has too little memory
    /// @throws glassformer.BadInputException   where the weights do not fit the blueprint
    ModelSession open(Blueprint blueprint, Weights weights, Device device);

    @Override
    void close();
}
