package glassformer.engine;

import glassformer.BadInputException;
import glassformer.blueprint.Blueprint;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// A library that runs models on devices.
public interface Engine extends AutoCloseable {
    String id();

    /// What it is and its version, for the run's record: "DJL 0.36.0, PyTorch 2.7.1".
    String description();

    List<Device> devices();

    /// Why devices are missing that a person may expect, one sentence each with what would help.
    default List<String> problems() {
        return List.of();
    }

    /// Whether `auto` may take its devices. Where it may not, a person names them.
    default boolean isUsual() {
        return true;
    }

    /// What a device of this engine can do beyond what each can.
    default Set<Ability> abilities(Device device) {
        return Ability.allBut(Ability.BFLOAT16, Ability.FLOAT16, Ability.ACTIVATION_CHECKPOINTING);
    }

    /// Measures a device, for a second or two; none where the engine has nothing to measure it with.
    default Optional<Throughput> throughput(Device device) {
        return Optional.empty();
    }

    /// Compiles a blueprint and loads weights.
    ///
    /// @throws DeviceUnavailableException      where the device is not there or has too little memory
    /// @throws glassformer.BadInputException   where the weights do not fit the blueprint
    ModelSession open(Blueprint blueprint, Weights weights, Device device);

    /// The names of the kernels that it compiles for a device from Java; none where its library brings them compiled.
    default List<String> kernels(Device device) {
        return List.of();
    }

    /// Compiles one of them for a device, which takes up to some seconds.
    ///
    /// @param name one of [#kernels]
    /// @throws glassformer.BadInputException where it has none of this name; the message lists those that it has
    default KernelSource kernel(Device device, String name) {
        throw new BadInputException(device.id() + " has no kernels to show: its engine brings them compiled.");
    }

    /// Writes and opens models as TorchScript, where this library can.
    default Optional<TorchScript> torchScript() {
        return Optional.empty();
    }

    /// About what the library itself takes in this process once it computes, whatever the model: code compiled at the
    /// first steps, packed copies, buffers between operations. In bytes; 0 where that is little.
    default long workspaceBytes() {
        return 0;
    }

    /// With how many threads the calling thread computes on the CPU.
    default int threads() {
        return Runtime.getRuntime().availableProcessors();
    }

    /// Lets the calling thread compute with so many, where the engine can choose.
    default void computeWith(int threads) {}

    /// How many bytes of a device's own memory are taken now, by whomever; none where it has none of its own, as a CPU,
    /// or does not tell.
    default OptionalLong memoryInUse(Device device) {
        return OptionalLong.empty();
    }

    @Override
    void close();
}
