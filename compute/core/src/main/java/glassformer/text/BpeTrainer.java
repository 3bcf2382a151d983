package glassformer.text;

import glassformer.BadInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Learns a byte-level BPE vocabulary with GPT-2's word splitting. The 256 bytes stand in the order of the byte
/// alphabet,
/// then come the merged tokens; the special tokens are the first or the last. Of equally frequent pairs the one with
/// the smaller ids is merged first, so the same text always gives the same tokenizer.
///
/// @param vocabSize tokens in all; fewer are learned when the text has no more pairs
/// @param minFrequency pairs that are rarer are not merged
/// @param specials the special tokens to reserve
public record BpeTrainer(int vocabSize, int minFrequency, ByteSpecials specials) {
    private static final int WORD_BYTES = 256;

    public BpeTrainer {
        if (vocabSize < specials.smallestVocabulary()) {
            throw new BadInputException("tokenizer.vocabSize is " + vocabSize + ", but byte-level BPE needs at least "
                    + specials.smallestVocabulary() + ": the 256 bytes and "
                    + String.join(" ", specials == ByteSpecials.GPT2 ? specials.last() : specials.first()) + ".");
        }
        if (minFrequency < 1) {
            throw new BadInputException("tokenizer.minFrequency is " + minFrequency + ", but must be at least 1.");
        }
    }

    /// As GPT-2, with `<|endoftext|>`.
    public BpeTrainer(int vocabSize, int minFrequency) {
        this(vocabSize, minFrequency, ByteSpecials.GPT2);
    }

    /// Reads the documents once, keeping only how often each word occurs, then merges. Progress is a half for each.
    /// Stops with `CancellationException` when asked to.
    public BpeTraining train(Documents documents, Progress progress) {
        Map<String, Count> counts = new HashMap<>();
        while (documents.hasNext()) {
            count(documents.next(), counts);
            progress.step(documents.progress() / 2);
        }
        List<String> vocabulary = startVocabulary();
        int most = vocabSize - specials.last().size();
        List<LearnedMerge> learned =
                new PairMerger(words(counts, vocabulary), vocabulary, most, minFrequency).run(progress);
        vocabulary.addAll(specials.last());
        List<BpeMerge> merges = learned.stream().map(LearnedMerge::merge).toList();
        BpeTokenizer tokenizer = new BpeTokenizer(
                vocabulary, merges, ByteSpecials.in(vocabulary), specials.options(), "the trained tokenizer");
        progress.step(1);
        return new BpeTraining(tokenizer, learned);
    }

    private static final class Count {
        long value;
    }

    private static void count(String document, Map<String, Count> counts) {
        Gpt2Words words = new Gpt2Words(document);
        for (int start = 0; start < document.length(); ) {
            int end = words.next(start);
            counts.computeIfAbsent(document.substring(start, end), word -> new Count()).value++;
            start = end;
        }
    }

    private List<String> startVocabulary() {
        ByteAlphabet alphabet = new ByteAlphabet();
        List<String> tokens = new ArrayList<>();
        for (int b = 0; b < 256; b++) {
            tokens.add(String.valueOf(alphabet.character(b)));
        }
        tokens.sort(null);
        tokens.addAll(0, specials.first());
        return tokens;
    }

    /// Very long words, such as pages without a space, are learned from in pieces: each merge rescans the words it is
    /// in.
    private static List<PairMerger.Word> words(Map<String, Count> counts, List<String> startVocabulary) {
        ByteAlphabet alphabet = new ByteAlphabet();
        int[] idOf = new int[256];
        for (int b = 0; b < 256; b++) {
            idOf[b] = startVocabulary.indexOf(String.valueOf(alphabet.character(b)));
        }
        List<PairMerger.Word> words = new ArrayList<>(counts.size());
        counts.forEach((text, count) -> {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            for (int from = 0; from < utf8.length; from += WORD_BYTES) {
                int[] symbols = new int[Math.min(WORD_BYTES, utf8.length - from)];
                for (int i = 0; i < symbols.length; i++) {
                    symbols[i] = idOf[utf8[from + i] & 0xFF];
                }
                words.add(new PairMerger.Word(symbols, count.value));
            }
        });
        return words;
    }
}
