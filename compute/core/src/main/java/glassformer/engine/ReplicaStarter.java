package glassformer.engine;

import glassformer.blueprint.Blueprint;

/// Starts copies of a model in processes of their own on this machine.
@FunctionalInterface
public interface ReplicaStarter {
    /// For programs that have no processes to start.
    ReplicaStarter NONE = (blueprint, weights, device, number, of, threads) -> {
        throw new DeviceUnavailableException(
                "Processes that train together cannot be started from here; choose one device.");
    };

    /// Does not wait until the process is ready.
    ///
    /// @param number which copy of how many, from 1; the first is not a process of its own
    /// @param threads that it computes with
    /// @throws DeviceUnavailableException where none can be started
    Replica start(Blueprint blueprint, Weights weights, Device device, int number, int of, int threads);
}
