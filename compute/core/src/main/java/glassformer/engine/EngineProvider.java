package glassformer.engine;

import java.util.Map;

/// Found by [java.util.ServiceLoader]; loads no native library before [#open].
public interface EngineProvider {
    /// `djl`
    String id();

    /// Before the name of a variable that was taken away for [#unfitVariables]: its value is found under this one.
    String UNFIT = "GLASSFORMER_UNFIT_";

    /// Environment variables that name something which would keep the engine from starting, each with one sentence.
    /// Without them it starts. Loads nothing.
    default Map<String, String> unfitVariables(Map<String, String> environment) {
        return Map.of();
    }

    /// @throws DeviceUnavailableException where its libraries cannot be loaded
    Engine open();
}
