package glassformer.engine;

import java.lang.foreign.MemorySegment;

/// A number for each value that is trained, such as a gradient, on a device or in memory. The order is the engine's
/// own, the same for all sessions of one blueprint and what is trained of it.
public interface TrainedValues extends AutoCloseable {
    /// @param target float32 in the machine's byte order, as many as there are values
    void copyTo(MemorySegment target);

    /// Frees what was made for these; what they were taken from stays.
    @Override
    void close();

    /// In memory outside Java's heap, which may be shared with another process.
    ///
    /// @param floats float32 in the machine's byte order
    record Host(MemorySegment floats) implements TrainedValues {
        @Override
        public void copyTo(MemorySegment target) {
            target.copyFrom(floats);
        }

        @Override
        public void close() {}
    }
}
