package glassformer.engine.kernels;

/// When a device needs what the host has of an array.
public enum Transfer {
    /// Before the first run, and after [Execution#renew].
    ONCE,
    /// Before every run.
    EACH,
    /// Never: the device makes it and keeps it from run to run.
    NEVER
}
