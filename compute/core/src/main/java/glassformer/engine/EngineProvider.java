package glassformer.engine;

/// Found by [java.util.ServiceLoader]; loads no native library before [#open].
public interface EngineProvider {
    /// `djl`
    String id();

    /// @throws DeviceUnavailableException where its libraries cannot be loaded
    Engine open();
}
