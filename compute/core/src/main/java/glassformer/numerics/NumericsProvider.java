package glassformer.numerics;

/// Found by [java.util.ServiceLoader]; loads no class of its library before [#open].
public interface NumericsProvider {
    /// Loads the library, which takes a second or two.
    ///
    /// @throws glassformer.engine.DeviceUnavailableException where it cannot be loaded here
    Numerics open();
}
