package glassformer.blueprint;

/// Which keys a query may attend to.
public sealed interface Mask {
    /// Itself and everything before it.
    record Causal() implements Mask {}

    /// Everything.
    record Full() implements Mask {}

    /// Itself and the `window - 1` tokens before it (Child et al. 2019; Mistral).
    record SlidingWindow(int window) implements Mask {}

    /// Whether the query at one position may attend to the key at another.
    default boolean allows(int query, int key) {
        return switch (this) {
            case Causal() -> key <= query;
            case Full() -> true;
            case SlidingWindow(int window) -> key <= query && query - key < window;
        };
    }
}
