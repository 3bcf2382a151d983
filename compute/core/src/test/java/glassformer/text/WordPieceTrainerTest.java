package glassformer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordPieceTrainerTest {
    private static final BertNormalizer UNCASED = BertNormalizer.uncased();

    private static WordPieceTokenizer train(int vocabSize, int minFrequency, String... documents) {
        return new WordPieceTrainer(vocabSize, minFrequency, UNCASED)
                .train(Documents.of(List.of(documents)), Progress.none())
                .tokenizer();
    }

    @Test
    void learnsWhatCountingAnewAfterEachMergeLearns() {
        SplitWords random = new SplitWords(1);
        for (int round = 0; round < 25; round++) {
            List<List<String>> words = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                words.add(random.word());
            }
            String document =
                    String.join(" ", words.stream().map(w -> String.join("", w)).toList());

            assertThat(train(60, 2, document).vocabulary()).isEqualTo(naive(words, 60, 2));
        }
    }

    /// Words of a few letters, so that pairs are often equally frequent.
    private static final class SplitWords {
        private final java.util.SplittableRandom random;

        SplitWords(long seed) {
            random = new java.util.SplittableRandom(seed);
        }

        List<String> word() {
            List<String> letters = new ArrayList<>();
            for (int i = 1 + random.nextInt(7); i > 0; i--) {
                letters.add(String.valueOf((char) ('a' + random.nextInt(4))));
            }
            return letters;
        }
    }

    /// Counts all pairs of all words again for each merge, on strings.
    private static List<String> naive(List<List<String>> letters, int vocabSize, int minFrequency) {
        List<List<String>> words = new ArrayList<>();
        TreeSet<String> first = new TreeSet<>();
        TreeSet<String> inside = new TreeSet<>();
        for (List<String> word : letters) {
            List<String> symbols = new ArrayList<>();
            for (int i = 0; i < word.size(); i++) {
                first.add(word.get(i));
                symbols.add(i == 0 ? word.get(i) : "##" + word.get(i));
                if (i > 0) {
                    inside.add(symbols.get(i));
                }
            }
            words.add(symbols);
        }
        List<String> vocabulary = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
        vocabulary.addAll(first);
        vocabulary.addAll(inside);
        while (vocabulary.size() < vocabSize) {
            Map<List<String>, Integer> counts = new HashMap<>();
            for (List<String> word : words) {
                for (int i = 0; i + 1 < word.size(); i++) {
                    counts.merge(List.of(word.get(i), word.get(i + 1)), 1, Integer::sum);
                }
            }
            List<String> best = null;
            for (Map.Entry<List<String>, Integer> entry : counts.entrySet()) {
                if (best == null || better(entry.getKey(), best, counts, vocabulary)) {
                    best = entry.getKey();
                }
            }
            if (best == null || counts.getOrDefault(best, 0) < minFrequency) {
                break;
            }
            String merged = best.get(0) + best.get(1).substring(2);
            if (!vocabulary.contains(merged)) {
                vocabulary.add(merged);
            }
            for (List<String> word : words) {
                for (int i = 0; i + 1 < word.size(); i++) {
                    if (word.subList(i, i + 2).equals(best)) {
                        word.set(i, merged);
                        word.remove(i + 1);
                    }
                }
            }
        }
        return vocabulary;
    }

    private static boolean better(
            List<String> a, List<String> b, Map<List<String>, Integer> counts, List<String> vocabulary) {
        int count = Integer.compare(counts.getOrDefault(a, 0), counts.getOrDefault(b, 0));
        int left = Integer.compare(vocabulary.indexOf(a.get(0)), vocabulary.indexOf(b.get(0)));
        int right = Integer.compare(vocabulary.indexOf(a.get(1)), vocabulary.indexOf(b.get(1)));
        return count != 0 ? count > 0 : left != 0 ? left < 0 : right < 0;
    }

    @Test
    void frequentWordsBecomeOnePiece() {
        WordPieceTokenizer tokenizer = train(200, 2, "The barking dog barked at the barking dog");

        assertThat(Stream.of("the", "Barking", "DOG").map(tokenizer::encode)).allMatch(ids -> ids.length == 1);
        assertThat(tokenizer.decode(tokenizer.encode("The dog"))).isEqualTo("the dog");
    }

    @Test
    void theRarestCharactersAreLeftOutWhenThereIsNoRoom() {
        WordPieceTokenizer tokenizer = train(8, 1, "a a a b b c c d");

        assertThat(tokenizer.vocabulary()).endsWith("a", "b", "c").hasSize(8);
        assertThat(tokenizer.encode("d")).containsExactly(1);
    }

    @Test
    void eachChineseCharacterIsAWord() {
        WordPieceTokenizer tokenizer = train(100, 1, "\u4E2D\u6587\u4E2D\u6587");

        assertThat(tokenizer.vocabulary()).contains("\u4E2D", "\u6587").noneMatch(token -> token.startsWith("##"));
    }

    @Test
    void theOrderOfDocumentsDoesNotMatter() {
        assertThat(train(60, 1, "hot dog", "dot hog").toJson())
                .isEqualTo(train(60, 1, "dot hog", "hot dog").toJson());
    }

    @Test
    void progressRisesToOne() {
        List<Double> heard = new ArrayList<>();

        new WordPieceTrainer(60, 1, UNCASED).train(Documents.of(List.of("some words", "more words")), heard::add);

        assertThat(heard).isSorted().endsWith(1.0);
    }

    @Test
    void stopsWhenCancelled() {
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };

        assertThatThrownBy(() -> new WordPieceTrainer(60, 1, UNCASED).train(Documents.of(List.of("a")), cancelled))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void tooSmallAVocabularyIsRefused() {
        assertThatThrownBy(() -> new WordPieceTrainer(5, 1, UNCASED))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("tokenizer.vocabSize is 5")
                .hasMessageContaining("at least 6");
    }
}
