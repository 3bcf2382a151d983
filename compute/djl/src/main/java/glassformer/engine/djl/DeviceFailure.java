package glassformer.engine.djl;

import ai.djl.engine.EngineException;
import glassformer.engine.DeviceMemoryException;
import glassformer.engine.DeviceUnavailableException;
import java.util.List;
import java.util.Locale;

/// Tells PyTorch's failures apart, which it names in its messages only.
final class DeviceFailure {
    private static final List<String> MEMORY = List.of("out of memory", "not enough memory", "can't allocate memory");
    /// A GPU that was taken away, fell off its bus or whose driver failed: nothing on it can be used any more.
    private static final List<String> LOST = List.of(
            "cuda error",
            "cuda driver",
            "cudnn_status",
            "cublas_status",
            "no cuda-capable device",
            "device-side assert",
            "unspecified launch failure",
            "mps backend");

    private DeviceFailure() {}

    /// The failure to throw on.
    static RuntimeException told(EngineException failure) {
        String message = String.valueOf(failure.getMessage());
        String small = message.toLowerCase(Locale.ROOT);
        if (MEMORY.stream().anyMatch(small::contains)) {
            return new DeviceMemoryException(message, failure);
        }
        return LOST.stream()
                .filter(small::contains)
                .findFirst()
                .<RuntimeException>map(sign -> new DeviceUnavailableException(
                        "The device no longer answers (" + line(message, sign)
                                + "): what was trained until its last checkpoint is kept, and goes on there or, with"
                                + " training.device set to cpu, on the CPU.",
                        failure))
                .orElse(failure);
    }

    private static String line(String message, String sign) {
        return message.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).contains(sign))
                .findFirst()
                .orElse(sign)
                .strip()
                .replaceAll("[.\\s]+$", "");
    }
}
