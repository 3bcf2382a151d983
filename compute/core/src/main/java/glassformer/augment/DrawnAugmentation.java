package glassformer.augment;

import glassformer.SplitMix64;
import glassformer.data.Example;
import java.util.SplittableRandom;

/// Changes training examples as they are drawn, so that an example is another one each time. A pure function of the
/// seed and the place of the draw: a run that goes on sees what it would have seen without the break.
///
/// @param probability that an example is changed when it is drawn, more than 0 and at most 1
public record DrawnAugmentation(Augmentation augmentation, double probability) {
    private static final long WHETHER = 1;
    private static final long HOW = 2;

    /// An example and its changed copy are seen equally often, as with one copy in EDA.
    public static final double HALF = 0.5;

    /// @param place how many examples were drawn before, over all steps
    public Example of(Example example, long seed, long place) {
        return SplitMix64.uniform(seed, place, WHETHER) < probability
                ? Augmenter.changed(example, augmentation, new SplittableRandom(SplitMix64.hash(seed, place, HOW)))
                : example;
    }
}
