package glassformer.engine.djl;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import java.util.OptionalLong;

/// What is taken of a device's own memory.
final class DeviceMemory {
    private DeviceMemory() {}

    /// Bytes taken of a GPU's memory, by all processes: that is what CUDA tells. None on a CPU, and where CUDA is not
    /// to be asked.
    static OptionalLong inUse(Device device) {
        if (!device.isGpu()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(CudaUtils.getGpuMemory(device).getUsed());
        } catch (RuntimeException | LinkageError e) {
            return OptionalLong.empty();
        }
    }
}
