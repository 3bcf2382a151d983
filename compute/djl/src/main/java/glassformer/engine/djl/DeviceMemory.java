package glassformer.engine.djl;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.util.cuda.CudaUtils;
import glassformer.engine.DeviceMemoryException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/// Tells a lack of memory from PyTorch's other failures, which it names in its messages only.
final class DeviceMemory {
    private static final List<String> SIGNS = List.of("out of memory", "not enough memory", "can't allocate memory");

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

    /// The failure to throw on.
    static RuntimeException told(EngineException failure) {
        String message = String.valueOf(failure.getMessage());
        String small = message.toLowerCase(Locale.ROOT);
        return SIGNS.stream().anyMatch(small::contains) ? new DeviceMemoryException(message, failure) : failure;
    }
}
