package glassformer.text;

import glassformer.BadInputException;

/// Puts each document on the training or the validation side, by a hash of the seed and the document's index, so that
/// the
/// sides are the same in each pass. Of the first two documents one goes to each side, whatever the fraction, so that
/// neither side is empty when there are two or more. A corpus of one document is divided by position instead: see
/// [TokenizedCorpus].
///
/// @param validationFraction expected share of the documents on the validation side, more than 0 and less than 1
public record Split(double validationFraction, long seed) {
    public Split {
        if (!(validationFraction > 0 && validationFraction < 1)) {
            throw new BadInputException(
                    "data.validationFraction is " + validationFraction + ", but must be more than 0 and less than 1.");
        }
    }

    /// @param index of the document, from 0
    public boolean isValidation(long index) {
        if (index < 2) {
            return (index == 0) == (uniform(-1) < 0.5);
        }
        return uniform(index) < validationFraction;
    }

    /// 0 to 1, by SplitMix64's mixing steps (Steele, Lea and Flood 2014).
    private double uniform(long index) {
        long z = mix(mix(seed) + index * 0x9E3779B97F4A7C15L);
        return (z >>> 11) * 0x1.0p-53;
    }

    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
