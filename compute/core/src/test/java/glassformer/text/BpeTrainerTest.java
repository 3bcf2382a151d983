package glassformer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import glassformer.BadInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class BpeTrainerTest {
    @Test
    void learnsWhatCountingAnewAfterEachMergeLearns() {
        for (int seed = 0; seed < 25; seed++) {
            RandomText random = new RandomText(seed);
            List<String> documents = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                documents.add(random.next(12) + "aaaa abab banana bananas the then");
            }
            List<String> learned = new BpeTrainer(257 + 60, 2)
                    .train(Documents.of(documents), Progress.none()).merges().stream()
                            .map(m -> m.merge().left() + " " + m.merge().right() + " " + m.count())
                            .toList();
            assertThat(learned).as("seed %d", seed).isEqualTo(naive(documents, 60, 2));
        }
    }

    /// Counts all pairs of all words again for each merge, on strings.
    private static List<String> naive(List<String> documents, int tokens, int minFrequency) {
        ByteAlphabet alphabet = new ByteAlphabet();
        List<List<String>> words = new ArrayList<>();
        for (String document : documents) {
            java.util.regex.Matcher matcher = java.util.regex.Pattern.compile(
                            "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\p{IsWhite_Space}\\p{L}\\p{N}]+"
                                    + "|\\p{IsWhite_Space}+(?!\\P{IsWhite_Space})|\\p{IsWhite_Space}+")
                    .matcher(document);
            while (matcher.find()) {
                String word = alphabet.write(matcher.group().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                words.add(new ArrayList<>(List.of(word.split(""))));
            }
        }
        List<String> vocabulary = new ArrayList<>();
        for (int b = 0; b < 256; b++) {
            vocabulary.add(String.valueOf(alphabet.character(b)));
        }
        vocabulary.sort(null);
        List<String> learned = new ArrayList<>();
        while (vocabulary.size() < 256 + tokens) {
            Map<String, Integer> counts = new HashMap<>();
            for (List<String> word : words) {
                for (int i = 0; i + 1 < word.size(); i++) {
                    counts.merge(word.get(i) + " " + word.get(i + 1), 1, Integer::sum);
                }
            }
            String best = "";
            int bestCount = 0;
            for (Map.Entry<String, Integer> entry : counts.entrySet()) {
                boolean first = entry.getValue() > bestCount
                        || (entry.getValue() == bestCount && before(entry.getKey(), best, vocabulary));
                if (first) {
                    best = entry.getKey();
                    bestCount = entry.getValue();
                }
            }
            if (bestCount < minFrequency) {
                break;
            }
            learned.add(best + " " + bestCount);
            String left = best.substring(0, best.indexOf(' '));
            String right = best.substring(best.indexOf(' ') + 1);
            if (!vocabulary.contains(left + right)) {
                vocabulary.add(left + right);
            }
            for (List<String> word : words) {
                for (int i = 0; i + 1 < word.size(); i++) {
                    if (word.get(i).equals(left) && word.get(i + 1).equals(right)) {
                        word.set(i, left + right);
                        word.remove(i + 1);
                    }
                }
            }
        }
        return learned;
    }

    private static boolean before(String a, String b, List<String> vocabulary) {
        String[] pa = a.split(" ");
        String[] pb = b.split(" ");
        int left = Integer.compare(vocabulary.indexOf(pa[0]), vocabulary.indexOf(pb[0]));
        return left != 0 ? left < 0 : vocabulary.indexOf(pa[1]) < vocabulary.indexOf(pb[1]);
    }

    @Test
    void vocabularyIsSmallerWhenTheTextHasNoMorePairs() {
        BpeTokenizer tokenizer = new BpeTrainer(1000, 1)
                .train(Documents.of(List.of("abc abc")), Progress.none())
                .tokenizer();

        assertThat(tokenizer.vocabSize()).isEqualTo(257 + 3);
        assertThat(tokenizer.encode(" abc")).hasSize(1);
    }

    @Test
    void rarePairsAreNotMerged() {
        BpeTraining training = new BpeTrainer(1000, 3).train(Documents.of(List.of("ab ab ab cd")), Progress.none());

        assertThat(training.merges()).hasSize(1);
        assertThat(training.merges().getFirst().merge()).isEqualTo(new BpeMerge("a", "b"));
    }

    @Test
    void progressRisesToOne() {
        List<Double> heard = new ArrayList<>();

        new BpeTrainer(300, 1).train(Documents.of(List.of("some words", "and more words")), heard::add);

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

        assertThatThrownBy(() -> new BpeTrainer(300, 1).train(Documents.of(List.of("a")), cancelled))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void tooSmallAVocabularyIsRefused() {
        assertThatThrownBy(() -> new BpeTrainer(100, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("100")
                .hasMessageContaining("at least 257");
    }
}
