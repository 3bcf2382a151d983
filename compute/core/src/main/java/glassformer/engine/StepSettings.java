package glassformer.engine;

/// What may differ from one update to the next.
///
/// @param learningRate what is decoupled from the gradient, too, is scaled by it and by the tensor's factor of it
/// @param clipNorm     the gradient is scaled to at most this norm; 0 leaves it
/// @param noise        standard deviation of Gaussian noise that is added to the clipped gradient (Neelakantan et al.
///                     2015); 0 adds none
/// @param seed         decides dropout and noise; the same seed gives the same step
public record StepSettings(double learningRate, double clipNorm, double noise, long seed) {
    public static StepSettings of(double learningRate, double clipNorm, long seed) {
        return new StepSettings(learningRate, clipNorm, 0, seed);
    }
}
