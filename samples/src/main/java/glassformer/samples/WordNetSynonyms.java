package glassformer.samples;

import glassformer.augment.Synonyms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// English synonyms out of WordNet 3.1: the other words for the most frequent sense that a word has as noun, as verb,
/// as
/// adjective and as adverb. Rarer senses would put an andiron in a dog's place. Takes a second or two to read, and some
/// tens of megabytes.
public final class WordNetSynonyms implements Synonyms {
    private static final int POINTER_COUNT = 3; // field of an index line: word, part, senses, pointers, ...

    private final Map<String, List<String>> synonyms = new HashMap<>();

    public WordNetSynonyms() {
        Map<String, Set<String>> found = new HashMap<>();
        for (String part : WordNetFile.PARTS) {
            Map<Integer, List<String>> sets = new HashMap<>();
            WordNetEntry.forEach(part, entry -> {
                if (entry.words().size() > 1) {
                    sets.put(entry.offset(), entry.words());
                }
            });
            new WordNetFile("index." + part).forEachLine(line -> {
                String[] fields = line.split(" ");
                int firstSense = POINTER_COUNT + Integer.parseInt(fields[POINTER_COUNT]) + 3;
                List<String> words = sets.get(Integer.parseInt(fields[firstSense]));
                if (words != null && fields[0].indexOf('_') < 0) {
                    found.computeIfAbsent(fields[0], word -> new LinkedHashSet<>())
                            .addAll(words);
                }
            });
        }
        found.forEach((word, set) -> {
            List<String> others = new ArrayList<>(set);
            others.removeIf(word::equalsIgnoreCase);
            synonyms.put(word, List.copyOf(others));
        });
    }

    @Override
    public List<String> of(String word) {
        return synonyms.getOrDefault(word, List.of());
    }
}
