package glassformer.train;

import glassformer.engine.LearningRates;

/// What is trained at each step. A pure function, so that a run that goes on trains what it would have trained.
@FunctionalInterface
public interface RatesByStep {
    /// @param step the update about to be done, from 1
    LearningRates at(int step);
}
