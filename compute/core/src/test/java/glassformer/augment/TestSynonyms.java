package glassformer.augment;

import java.util.List;
import java.util.Map;

/// A small thesaurus, installed for the tests.
public final class TestSynonyms implements Synonyms {
    private static final Map<String, List<String>> WORDS =
            Map.of("big", List.of("large", "great"), "fish", List.of("swimmer"), "tree", List.of("plant"));

    @Override
    public List<String> of(String word) {
        return WORDS.getOrDefault(word, List.of());
    }
}
