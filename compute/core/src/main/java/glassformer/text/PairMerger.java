package glassformer.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// The loop of BPE training: merge the most frequent pair of neighbours in all words, again and again. Counts are kept
/// up to date instead of counted anew: only words that hold the merged pair change.
final class PairMerger {
    /// @param count how often the word occurs
    record Word(int[] symbols, long count) {}

    private record Candidate(long count, int left, int right, int pair) implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate other) {
            if (count != other.count) {
                return Long.compare(other.count, count);
            }
            return left != other.left ? Integer.compare(left, other.left) : Integer.compare(right, other.right);
        }
    }

    private final List<Word> words;
    private final List<String> vocabulary;
    private final Map<String, Integer> ids = new HashMap<>();
    private final int most;
    private final int minFrequency;
    private final BinaryOperator<String> joiner;
    private final IntList lefts = new IntList(1 << 12); // (pair) -> its tokens
    private final IntList rights = new IntList(1 << 12);
    private final PairTable pairs = new PairTable(1 << 12); // -> index of the three below
    private long[] counts = new long[1 << 12];
    private final List<IntList> wordsWith = new ArrayList<>(); // may list words that hold the pair no more
    private final PriorityQueue<Candidate> queue = new PriorityQueue<>();
    private final long[] occurrences; // (token) -> how often it occurs
    private long tokens;

    /// @param vocabulary grows by the tokens learned
    /// @param most      tokens in the vocabulary when it is done
    PairMerger(List<Word> words, List<String> vocabulary, int most, int minFrequency) {
        this(words, vocabulary, most, minFrequency, String::concat);
    }

    /// @param joiner writes two tokens as the one that they become
    PairMerger(List<Word> words, List<String> vocabulary, int most, int minFrequency, BinaryOperator<String> joiner) {
        this.most = most;
        this.joiner = joiner;
        this.occurrences = new long[Math.max(most, vocabulary.size())];
        this.words = words;
        this.vocabulary = vocabulary;
        this.minFrequency = minFrequency;
        for (int id = 0; id < vocabulary.size(); id++) {
            ids.put(vocabulary.get(id), id);
        }
    }

    List<LearnedMerge> run(Progress progress) {
        for (int w = 0; w < words.size(); w++) {
            int[] symbols = words.get(w).symbols;
            for (int symbol : symbols) {
                occurrences[symbol] += words.get(w).count;
            }
            tokens += symbols.length * words.get(w).count;
            for (int i = 0; i + 1 < symbols.length; i++) {
                add(symbols[i], symbols[i + 1], w, words.get(w).count, true);
            }
        }
        for (int pair = 0; pair < lefts.size(); pair++) {
            offer(lefts.get(pair), rights.get(pair));
        }
        List<LearnedMerge> learned = new ArrayList<>();
        int start = vocabulary.size();
        while (vocabulary.size() < most) {
            Candidate best = next();
            if (best == null || best.count < minFrequency) {
                break;
            }
            learned.add(learn(best));
            progress.step(0.5 + 0.5 * (vocabulary.size() - start) / (most - start));
        }
        return learned;
    }

    private LearnedMerge learn(Candidate best) {
        BpeMerge merge = new BpeMerge(vocabulary.get(best.left), vocabulary.get(best.right));
        String token = joiner.apply(merge.left(), merge.right());
        long left = occurrences[best.left];
        long right = occurrences[best.right];
        int id = idOf(token);
        merge(best, id);
        return new LearnedMerge(merge, token, id, best.count, left, right, tokens, vocabulary.size());
    }

    /// The most frequent pair. A candidate whose count has fallen since goes back with the count of now.
    private @Nullable Candidate next() {
        for (Candidate top = queue.poll(); top != null; top = queue.poll()) {
            long now = counts[top.pair];
            if (now == top.count) {
                return top;
            }
            if (now > 0 && now < top.count) {
                queue.add(new Candidate(now, top.left, top.right, top.pair));
            }
        }
        return null;
    }

    /// Two different merges can give the same text; it is one token then.
    private int idOf(String token) {
        Integer known = ids.get(token);
        if (known != null) {
            return known;
        }
        int id = vocabulary.size();
        vocabulary.add(token);
        ids.put(token, id);
        return id;
    }

    private void merge(Candidate pair, int merged) {
        IntList holders = wordsWith.get(pair.pair);
        Set<Long> grown = new HashSet<>();
        for (int h = 0; h < holders.size(); h++) {
            int w = holders.get(h);
            Word word = words.get(w);
            int[] joined = join(word.symbols, pair.left, pair.right, merged);
            if (joined.length == word.symbols.length) {
                continue;
            }
            long joins = (word.symbols.length - joined.length) * word.count;
            occurrences[pair.left] -= joins;
            occurrences[pair.right] -= joins;
            occurrences[merged] += joins;
            tokens -= joins;
            for (int i = 0; i + 1 < word.symbols.length; i++) {
                add(word.symbols[i], word.symbols[i + 1], w, -word.count, false);
            }
            for (int i = 0; i + 1 < joined.length; i++) {
                boolean fresh = joined[i] == merged || joined[i + 1] == merged;
                add(joined[i], joined[i + 1], w, word.count, fresh);
                if (fresh) {
                    grown.add(((long) joined[i] << 32) | joined[i + 1]);
                }
            }
            words.set(w, new Word(joined, word.count));
        }
        grown.forEach(key -> offer((int) (key >>> 32), (int) (long) key));
    }

    private static int[] join(int[] symbols, int left, int right, int merged) {
        int[] out = new int[symbols.length];
        int length = 0;
        for (int i = 0; i < symbols.length; i++) {
            if (symbols[i] == left && i + 1 < symbols.length && symbols[i + 1] == right) {
                out[length++] = merged;
                i++;
            } else {
                out[length++] = symbols[i];
            }
        }
        return length == out.length ? symbols : Arrays.copyOf(out, length);
    }

    private void add(int left, int right, int word, long count, boolean remember) {
        int pair = pairs.get(left, right);
        if (pair < 0) {
            pair = wordsWith.size();
            pairs.put(left, right, pair);
            wordsWith.add(new IntList(4));
            lefts.add(left);
            rights.add(right);
            if (pair == counts.length) {
                counts = Arrays.copyOf(counts, 2 * pair);
            }
        }
        counts[pair] += count;
        IntList holders = wordsWith.get(pair);
        if (remember && (holders.size() == 0 || holders.last() != word)) {
            holders.add(word);
        }
    }

    private void offer(int left, int right) {
        int pair = pairs.get(left, right);
        if (pair >= 0 && counts[pair] > 0) {
            queue.add(new Candidate(counts[pair], left, right, pair));
        }
    }
}
