package glassformer.samples;

import glassformer.SplitMix64;
import glassformer.data.Example;
import glassformer.data.SplitExamples;
import java.util.ArrayList;
import java.util.List;

/// Puts examples on the training or the validation side by a key, such as the number that is to be spelled: all that
/// share a key are on one side.
final class Sides {
    private static final double VALIDATION = 0.1; // expected share of the keys

    private final long seed;
    private final List<Example> training = new ArrayList<>();
    private final List<Example> validation = new ArrayList<>();

    Sides(long seed) {
        this.seed = seed;
    }

    boolean isValidation(long key) {
        return SplitMix64.uniform(seed, key) < VALIDATION;
    }

    void add(long key, Example example) {
        (isValidation(key) ? validation : training).add(example);
    }

    SplitExamples split() {
        return new SplitExamples(training, validation);
    }
}
