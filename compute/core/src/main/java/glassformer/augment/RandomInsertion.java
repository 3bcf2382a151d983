package glassformer.augment;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Puts a synonym of some word of the text at a random place, again and again.
///
/// @param share inserted words as a share of the words there are, more than 0 and less than 1
public record RandomInsertion(double share, Synonyms synonyms) implements Augmentation {
    public RandomInsertion {
        Augmentation.checkShare("random insertion", share);
    }

    @Override
    public String apply(String text, RandomGenerator random) {
        List<Word> words = new ArrayList<>(Word.of(text));
        List<List<String>> sources = words.stream()
                .map(word -> word.synonyms(synonyms))
                .filter(others -> !others.isEmpty())
                .toList();
        int count = sources.isEmpty() ? 0 : Augmentation.changes(share, words.size());
        for (int i = 0; i < count; i++) {
            List<String> others = sources.get(random.nextInt(sources.size()));
            words.add(random.nextInt(words.size() + 1), Word.plain(others.get(random.nextInt(others.size()))));
        }
        return Word.join(words);
    }
}
