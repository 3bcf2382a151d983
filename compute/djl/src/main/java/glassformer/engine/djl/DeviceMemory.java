package glassformer.engine.djl;

import ai.djl.engine.EngineException;
import glassformer.engine.DeviceMemoryException;
import java.util.List;
import java.util.Locale;

/// Tells a lack of memory from PyTorch's other failures, which it names in its messages only.
final class DeviceMemory {
    private static final List<String> SIGNS = List.of("out of memory", "not enough memory", "can't allocate memory");

    private DeviceMemory() {}

    /// The failure to throw on.
    static RuntimeException told(EngineException failure) {
        String message = String.valueOf(failure.getMessage());
        String small = message.toLowerCase(Locale.ROOT);
        return SIGNS.stream().anyMatch(small::contains) ? new DeviceMemoryException(message, failure) : failure;
    }
}
