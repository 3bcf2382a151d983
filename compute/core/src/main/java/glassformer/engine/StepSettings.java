package glassformer.engine;

/// What may differ from one update to the next.
///
/// @param learningRate what is decoupled from the gradient, too, is scaled by it and by the tensor's factor of it
/// @param clipNorm     the gradient is scaled to at most this norm; 0 leaves it
/// @param noise        standard deviation of Gaussian noise that is added to the clipped gradient (Neelakantan et al.
///                     2015); 0 adds none
/// @param seed         decides dropout and noise; the same seed gives the same step
/// @param watched      whether the step also finds [StepResult#statistics]; its update is the same either way
public record StepSettings(double learningRate, double clipNorm, double noise, long seed, boolean watched) {
    /// Of a step that is not watched.
    public StepSettings(double learningRate, double clipNorm, double noise, long seed) {
        this(learningRate, clipNorm, noise, seed, false);
    }

    public StepSettings asWatched(boolean watch) {
        return new StepSettings(learningRate, clipNorm, noise, seed, watch);
    }

    public static StepSettings of(double learningRate, double clipNorm, long seed) {
        return new StepSettings(learningRate, clipNorm, 0, seed);
    }
}
