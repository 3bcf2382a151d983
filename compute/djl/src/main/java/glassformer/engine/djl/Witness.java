package glassformer.engine.djl;

/// Hears of a trunk's values while they are written.
@FunctionalInterface
interface Witness {
    Witness NONE = (value, read) -> {};

    /// The next [glassformer.blueprint.ActivationSite]'s.
    ///
    /// @param value a script variable, `(B, T, N)`
    /// @param read  whose tokens these are
    void saw(String value, Reading read);
}
