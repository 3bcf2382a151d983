package glassformer.engine.kernels;

/// Runs programs somewhere.
public interface Executor {
    /// @throws glassformer.engine.DeviceMemoryException where the device has too little memory
    Execution prepare(Program program);
}
