package glassformer.engine;

/// @param loss         mean cross-entropy over the step's tokens, in nats
/// @param gradientNorm L2 norm over all parameters before clipping
public record StepResult(double loss, double gradientNorm) {}
