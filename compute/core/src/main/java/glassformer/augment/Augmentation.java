package glassformer.augment;

import glassformer.BadInputException;
import java.util.random.RandomGenerator;

/// A way to say nearly the same with other words. The first four are EDA, "easy data augmentation" (Wei & Zou 2019).
/// Words are what spaces divide; the result has one space between words.
public sealed interface Augmentation
        permits SynonymReplacement, RandomInsertion, RandomSwap, RandomDeletion, BackTranslation {
    /// @return the text itself, with single spaces, where nothing can be changed
    String apply(String text, RandomGenerator random);

    /// Words to change out of `words`: the share, rounded down, but one at least.
    static int changes(double share, int words) {
        return Math.max(1, (int) (share * words));
    }

    static void checkShare(String name, double share) {
        if (!(share > 0 && share < 1)) {
            throw new BadInputException(
                    "The share of words of " + name + " is " + share + ", but must be more than 0 and less than 1.");
        }
    }
}
