package glassformer.augment;

import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// Translates into another language and back (Sennrich et al. 2016), with whichever models the functions call. Where
/// nothing comes back, the text stays.
public record BackTranslation(UnaryOperator<String> there, UnaryOperator<String> back) implements Augmentation {
    @Override
    public String apply(String text, RandomGenerator random) {
        String returned = back.apply(there.apply(text));
        return returned.isBlank() ? text : returned;
    }
}
