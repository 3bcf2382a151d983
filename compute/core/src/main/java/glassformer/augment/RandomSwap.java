package glassformer.augment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/// Swaps two words at different places, again and again.
///
/// @param share swaps as a share of the words, more than 0 and less than 1
public record RandomSwap(double share) implements Augmentation {
    public RandomSwap {
        Augmentation.checkShare("random swap", share);
    }

    @Override
    public String apply(String text, RandomGenerator random) {
        List<Word> words = new ArrayList<>(Word.of(text));
        int count = words.size() < 2 ? 0 : Augmentation.changes(share, words.size());
        for (int i = 0; i < count; i++) {
            int one = random.nextInt(words.size());
            int other = (one + 1 + random.nextInt(words.size() - 1)) % words.size();
            Collections.swap(words, one, other);
        }
        return Word.join(words);
    }
}
