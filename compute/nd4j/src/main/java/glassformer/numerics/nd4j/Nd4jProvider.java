package glassformer.numerics.nd4j;

import glassformer.engine.DeviceUnavailableException;
import glassformer.numerics.Numerics;
import glassformer.numerics.NumericsProvider;

/// ND4J on the CPU. Its classes and its library are loaded by [#open], not before.
public final class Nd4jProvider implements NumericsProvider {
    @Override
    public Numerics open() {
        try {
            Numerics numerics = new Nd4jNumerics();
            var unused = numerics.description();
            return numerics;
        } catch (LinkageError | RuntimeException e) {
            throw new DeviceUnavailableException(
                    "The library for linear algebra, ND4J, cannot be loaded here: " + reason(e) + ".", e);
        }
    }

    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message.replaceAll("[.\\s]+$", "");
    }
}
