package glassformer.engine;

/// What AdamW remembers between steps (Loshchilov & Hutter 2019).
///
/// @param steps   updates done
/// @param first   running mean of each gradient, by parameter name
/// @param second  running mean of its square
public record AdamWState(long steps, Weights first, Weights second) {}
