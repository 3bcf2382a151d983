package glassformer.augment;

import java.util.List;
import java.util.random.RandomGenerator;

/// Leaves out each word with the same probability; one word always stays.
///
/// @param share probability, more than 0 and less than 1
public record RandomDeletion(double share) implements Augmentation {
    public RandomDeletion {
        Augmentation.checkShare("random deletion", share);
    }

    @Override
    public String apply(String text, RandomGenerator random) {
        List<Word> words = Word.of(text);
        List<Word> kept =
                words.stream().filter(word -> random.nextDouble() >= share).toList();
        if (kept.isEmpty() && !words.isEmpty()) {
            kept = List.of(words.get(random.nextInt(words.size())));
        }
        return Word.join(kept);
    }
}
