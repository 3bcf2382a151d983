package glassformer.engine.kernels;

import java.util.List;

/// A program on a device.
public interface Execution extends AutoCloseable {
    /// Runs every call; then the program's result is on the host.
    void run();

    /// Brings arrays of [Program#kept] to the host as the last run left them.
    void fetch(List<Floats> arrays);

    /// Has the next run take what the host has of arrays that go to the device once.
    void renew();

    @Override
    void close();
}
