package glassformer.engine.tornado;

import glassformer.engine.DeviceUnavailableException;
import glassformer.engine.Engine;
import glassformer.engine.EngineProvider;

/// Makes TornadoVM's devices known to [java.util.ServiceLoader].
public final class TornadoEngineProvider implements EngineProvider {
    @Override
    public String id() {
        return "tornado";
    }

    @Override
    public Engine open() {
        if (System.getProperty("tornado.load.runtime.implementation") == null) {
            throw new DeviceUnavailableException(
                    "TornadoVM: this process was started without its SDK: set TORNADOVM_HOME to its folder.");
        }
        try {
            return new TornadoEngine();
        } catch (RuntimeException | LinkageError e) {
            throw new DeviceUnavailableException(
                    "TornadoVM: its driver could not be loaded (" + reason(e)
                            + "); see that the device's own driver is installed. The CPU can be used all the same.",
                    e);
        }
    }

    private static String reason(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse(cause.getClass().getSimpleName());
    }
}
