package glassformer.text;

import glassformer.BadInputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Learns a WordPiece vocabulary the way Hugging Face's trainer does: byte pair encoding on characters, where all but a
/// word's first carry `##`. The five special tokens are first, then the characters, each also with `##` where a word
/// has it inside, in code point order, then the merged pieces. Characters that find no place, the rarest ones, are left
/// out.
/// Of equally frequent pairs the one with the smaller ids is merged first, so the same text always gives the same
/// tokenizer.
///
/// @param vocabSize tokens in all; fewer are learned when the text has no more pairs
/// @param minFrequency pairs that are rarer are not merged
public record WordPieceTrainer(int vocabSize, int minFrequency, BertNormalizer normalizer) {
    /// The smallest vocabulary: the special tokens and one character.
    public static final int SMALLEST = 6;

    public WordPieceTrainer {
        if (vocabSize < SMALLEST) {
            throw new BadInputException("tokenizer.vocabSize is " + vocabSize + ", but WordPiece needs at least "
                    + SMALLEST + ": the tokens " + String.join(" ", WordPieceVocabulary.SPECIALS)
                    + " and a character.");
        }
        if (minFrequency < 1) {
            throw new BadInputException("tokenizer.minFrequency is " + minFrequency + ", but must be at least 1.");
        }
    }

    /// Reads the documents once, keeping only how often each word occurs, then merges. Progress is a half for each.
    /// Stops with `CancellationException` when asked to.
    public WordPieceTraining train(Documents documents, Progress progress) {
        Map<String, Count> counts = new HashMap<>();
        while (documents.hasNext()) {
            count(documents.next(), counts);
            progress.step(documents.progress() / 2);
        }
        List<String> vocabulary = new ArrayList<>(WordPieceVocabulary.SPECIALS);
        vocabulary.addAll(alphabet(counts));
        List<PairMerger.Word> words = words(counts, vocabulary);
        List<LearnedMerge> learned =
                new PairMerger(words, vocabulary, vocabSize, minFrequency, WordPieceTrainer::join).run(progress);
        progress.step(1);
        return new WordPieceTraining(
                WordPieceVocabulary.tokenizer(vocabulary, normalizer, "the trained tokenizer"), learned);
    }

    private static final class Count {
        long value;
    }

    /// Words that are too long to be encoded teach nothing.
    private void count(String document, Map<String, Count> counts) {
        String text = normalizer.normalize(document).text();
        BertWords.forEach(text, 0, text.length(), (start, end) -> {
            if (text.codePointCount(start, end) <= WordPieceOptions.MAX_WORD_LENGTH) {
                counts.computeIfAbsent(text.substring(start, end), word -> new Count()).value++;
            }
        });
    }

    private static String join(String left, String right) {
        return left + right.substring(WordPieceTokenizer.CONTINUATION.length());
    }

    /// The most frequent characters that fit, in code point order: as words begin with them, then as words go on.
    private Collection<String> alphabet(Map<String, Count> counts) {
        Map<Integer, Count> frequency = new HashMap<>();
        Set<Integer> inside = new HashSet<>();
        counts.forEach((word, count) -> {
            int[] characters = word.codePoints().toArray();
            for (int i = 0; i < characters.length; i++) {
                frequency.computeIfAbsent(characters[i], c -> new Count()).value += count.value;
                if (i > 0) {
                    inside.add(characters[i]);
                }
            }
        });
        for (int c = Character.MIN_SURROGATE; c <= Character.MAX_SURROGATE; c++) {
            frequency.remove(c);
        }
        int room = vocabSize - WordPieceVocabulary.SPECIALS.size();
        List<Integer> chosen = new ArrayList<>();
        List<Integer> ranked = frequency.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<Integer, Count> e) -> -e.getValue().value)
                        .thenComparingInt(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
        for (int c : ranked) {
            int needed = inside.contains(c) ? 2 : 1;
            if (needed > room) {
                break;
            }
            room -= needed;
            chosen.add(c);
        }
        chosen.sort(null);
        List<String> symbols = new ArrayList<>();
        chosen.forEach(c -> symbols.add(Character.toString(c)));
        chosen.stream()
                .filter(inside::contains)
                .forEach(c -> symbols.add(WordPieceTokenizer.CONTINUATION + Character.toString(c)));
        return symbols;
    }

    /// Characters without a place are skipped, as if the word had not got them.
    private static List<PairMerger.Word> words(Map<String, Count> counts, List<String> vocabulary) {
        Map<String, Integer> ids = new HashMap<>();
        for (int id = 0; id < vocabulary.size(); id++) {
            ids.put(vocabulary.get(id), id);
        }
        List<PairMerger.Word> words = new ArrayList<>(counts.size());
        counts.forEach((text, count) -> {
            IntList symbols = new IntList(text.length());
            text.codePoints().forEach(c -> {
                String character = Character.toString(c);
                Integer id = ids.get(symbols.size() == 0 ? character : WordPieceTokenizer.CONTINUATION + character);
                if (id != null) {
                    symbols.add(id);
                }
            });
            words.add(new PairMerger.Word(symbols.toArray(), count.value));
        });
        return words;
    }
}
