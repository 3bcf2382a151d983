package glassformer.augment;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Replaces words that have synonyms, each wherever it stands in the text by the same synonym.
///
/// @param share of the words, more than 0 and less than 1; EDA recommends 0.05 to 0.1
public record SynonymReplacement(double share, Synonyms synonyms) implements Augmentation {
    public SynonymReplacement {
        Augmentation.checkShare("synonym replacement", share);
    }

    @Override
    public String apply(String text, RandomGenerator random) {
        List<Word> words = new ArrayList<>(Word.of(text));
        List<String> candidates = new ArrayList<>(words.stream()
                .filter(word -> !word.synonyms(synonyms).isEmpty())
                .map(Word::lowerCase)
                .distinct()
                .toList());
        for (int left = Augmentation.changes(share, words.size()); left > 0 && !candidates.isEmpty(); left--) {
            String chosen = candidates.remove(random.nextInt(candidates.size()));
            List<String> others = synonyms.of(chosen);
            String other = others.get(random.nextInt(others.size()));
            words.replaceAll(word -> word.lowerCase().equals(chosen) ? word.with(other) : word);
        }
        return Word.join(words);
    }
}
