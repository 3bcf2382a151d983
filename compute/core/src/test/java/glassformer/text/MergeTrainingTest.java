package glassformer.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the trainers record, against counting everything anew at each step, on lists of strings.
class MergeTrainingTest {
    private static final String TEXT = "low lower lowest newer newest, wider widest! The lowest of the low: aaaa aaa"
            + " banana bananas. caf\u00E9 \uD83D\uDE00 \uD83D\uDE00 the newest wider";

    /// Words as lists of tokens, merged by hand.
    private static final class Words {
        private final List<List<String>> all;

        Words(List<List<String>> all) {
            this.all = all.stream()
                    .map(word -> (List<String>) new ArrayList<>(word))
                    .toList();
        }

        Map<List<String>, Integer> pairs() {
            Map<List<String>, Integer> counts = new HashMap<>();
            all.forEach(word -> {
                for (int i = 0; i + 1 < word.size(); i++) {
                    counts.merge(List.of(word.get(i), word.get(i + 1)), 1, Integer::sum);
                }
            });
            return counts;
        }

        long count(String token) {
            return all.stream().flatMap(List::stream).filter(token::equals).count();
        }

        List<String> flat() {
            return all.stream().flatMap(List::stream).toList();
        }

        void merge(BpeMerge pair, String token) {
            all.forEach(word -> {
                for (int i = 0; i + 1 < word.size(); i++) {
                    if (word.get(i).equals(pair.left()) && word.get(i + 1).equals(pair.right())) {
                        word.set(i, token);
                        word.remove(i + 1);
                    }
                }
            });
        }
    }

    private static void recordsWhatIsThere(MergeTraining training, Words words, String continuation) {
        assertThat(training.merges()).hasSizeGreaterThan(10);
        for (LearnedMerge merge : training.merges()) {
            List<String> pair = List.of(merge.merge().left(), merge.merge().right());
            Map<List<String>, Integer> counts = words.pairs();
            assertThat((long) counts.getOrDefault(pair, 0)).isEqualTo(merge.count());
            assertThat(counts.values()).allMatch(count -> count <= merge.count());
            assertThat(words.count(pair.get(0))).isEqualTo(merge.left());
            assertThat(words.count(pair.get(1))).isEqualTo(merge.right());
            assertThat(merge.score()).isEqualTo(merge.count() / ((double) merge.left() * merge.right()));
            words.merge(merge.merge(), merge.token());
            assertThat(merge.token()).isEqualTo(pair.get(0) + pair.get(1).substring(continuation.length()));
            assertThat((long) words.flat().size()).isEqualTo(merge.tokens());
        }
    }

    private static BpeTraining bpe() {
        return new BpeTrainer(600, 2).train(Documents.of(List.of(TEXT)), Progress.none());
    }

    private static WordPieceTraining wordPiece() {
        return new WordPieceTrainer(600, 2, BertNormalizer.uncased())
                .train(Documents.of(List.of(TEXT)), Progress.none());
    }

    private static Words bytes() {
        List<List<String>> words = new ArrayList<>();
        var matcher = java.util.regex.Pattern.compile(
                        "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+")
                .matcher(TEXT);
        while (matcher.find()) {
            byte[] utf8 = matcher.group().getBytes(StandardCharsets.UTF_8);
            words.add(List.of(BpeTokenizer.inByteAlphabet(utf8).split("")));
        }
        return new Words(words);
    }

    private static List<String> plainWords() {
        String plain = java.text.Normalizer.normalize(TEXT.toLowerCase(Locale.ROOT), java.text.Normalizer.Form.NFD)
                .replaceAll("\\p{Mn}", "");
        return Arrays.stream(plain.replaceAll("(\\p{Punct})", " $1 ").trim().split("\\s+"))
                .toList();
    }

    private static Words characters() {
        return new Words(plainWords().stream()
                .map(word -> {
                    int[] codePoints = word.codePoints().toArray();
                    return IntStream.range(0, codePoints.length)
                            .mapToObj(i -> (i == 0 ? "" : "##") + Character.toString(codePoints[i]))
                            .toList();
                })
                .toList());
    }

    @Test
    void bytePairsAreRecordedAsTheyWere() {
        recordsWhatIsThere(bpe(), bytes(), "");
    }

    @Test
    void wordPiecesAreRecordedAsTheyWere() {
        recordsWhatIsThere(wordPiece(), characters(), "##");
    }

    @Test
    void afterEachMergeTheTextIsCutAsMergingByHandCutsIt() {
        BpeTraining training = bpe();
        Words words = bytes();
        List<TokenizedText> after = Segmentations.of(
                        training, TEXT, training.merges().size(), Progress.none())
                .after();
        for (int step = 0; step < after.size(); step++) {
            if (step > 0) {
                LearnedMerge merge = training.merges().get(step - 1);
                words.merge(merge.merge(), merge.token());
            }
            assertThat(Arrays.stream(after.get(step).ids())
                            .mapToObj(training.tokenizer().vocabulary()::get)
                            .toList())
                    .as("after %d merges", step)
                    .isEqualTo(words.flat());
        }
        assertThat(after.getLast().ids()).isEqualTo(training.tokenizer().encode(TEXT));
    }

    @Test
    void afterEachMergeWordPieceTakesTheLongestPieces() {
        WordPieceTraining training = wordPiece();
        List<TokenizedText> after = Segmentations.of(
                        training, TEXT, training.merges().size(), Progress.none())
                .after();
        for (int step = 0; step < after.size(); step++) {
            Set<String> known = new HashSet<>(characters().flat());
            characters().flat().forEach(token -> known.add(token.replace("##", ""))); // each may begin a word
            training.merges().stream().limit(step).map(LearnedMerge::token).forEach(known::add);
            assertThat(Arrays.stream(after.get(step).ids())
                            .mapToObj(training.tokenizer().vocabulary()::get)
                            .toList())
                    .as("after %d merges", step)
                    .isEqualTo(plainWords().stream()
                            .flatMap(word -> longest(word, known).stream())
                            .toList());
            assertThat(training.vocabularyAfter(step)).isEqualTo(5 + known.size());
        }
    }

    private static List<String> longest(String word, Set<String> known) {
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < word.length(); ) {
            int to = word.length();
            while (!known.contains((from == 0 ? "" : "##") + word.substring(from, to))) {
                to--;
            }
            pieces.add((from == 0 ? "" : "##") + word.substring(from, to));
            from = to;
        }
        return pieces;
    }

    @Test
    void theCurveRunsFromNoMergeToTheWholeVocabulary() {
        BpeTraining training = bpe();
        List<VocabularyCurve.Point> points = VocabularyCurve.of(
                        training, () -> List.of(TEXT).iterator(), Progress.none())
                .points();
        long words = TEXT.split("\\s+").length;

        assertThat(points.getFirst().vocabulary()).isEqualTo(257);
        assertThat(points.getFirst().stats().tokens()).isEqualTo(TEXT.getBytes(StandardCharsets.UTF_8).length);
        assertThat(points.getLast().vocabulary()).isEqualTo(training.tokenizer().vocabSize());
        assertThat(points).isSortedAccordingTo((a, b) -> Integer.compare(a.vocabulary(), b.vocabulary()));
        for (VocabularyCurve.Point point : points) {
            long tokens = point.steps() == 0
                    ? TEXT.getBytes(StandardCharsets.UTF_8).length
                    : training.merges().get(point.steps() - 1).tokens();
            assertThat(point.stats().tokensPerWord()).isEqualTo((double) tokens / words);
        }
    }

    @Test
    void aTextWithoutPairsHasNoSteps() {
        BpeTraining training = new BpeTrainer(600, 2).train(Documents.of(List.of("a b")), Progress.none());

        assertThat(Segmentations.of(training, "a b", 0, Progress.none()).after())
                .hasSize(1);
        assertThat(VocabularyCurve.of(training, () -> List.of("a b").iterator(), Progress.none())
                        .points())
                .hasSize(1)
                .allMatch(point -> point.vocabulary() == 257);
    }

    @Test
    void piecesJoinToTheText() {
        assertThat(TokenizedText.of(bpe().tokenizer(), TEXT).pieces().stream()
                        .map(TokenizedText.Piece::text)
                        .collect(Collectors.joining()))
                .isEqualTo(TEXT);
    }
}
