package glassformer.text;

import glassformer.BadInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// BPE's merges in the order in which they were learned, and the loop that applies them to one word: always the
/// earliest
/// learned merge that fits, the leftmost first. Sennrich, Haddow and Birch 2016, "Neural Machine Translation of Rare
/// Words with Subword Units".
final class MergeRules {
    private static final int SHORT_WORD = 48;

    private final PairTable rankOf;
    private final int[] merged; // (rank) -> id of the joined token

    MergeRules(List<BpeMerge> merges, Map<String, Integer> ids, String where) {
        rankOf = new PairTable(merges.size());
        merged = new int[merges.size()];
        for (int rank = 0; rank < merged.length; rank++) {
            BpeMerge merge = merges.get(rank);
            int left = id(ids, merge.left(), rank, where);
            int right = id(ids, merge.right(), rank, where);
            merged[rank] = id(ids, merge.left() + merge.right(), rank, where);
            rankOf.put(left, right, rank);
        }
    }

    private static int id(Map<String, Integer> ids, String token, int rank, String where) {
        Integer id = ids.get(token);
        if (id == null) {
            throw new BadInputException(where + ": merge number " + (rank + 1) + " needs the token \"" + token
                    + "\", which is not in the vocabulary.");
        }
        return id;
    }

    /// Merges within the word; the array given is overwritten.
    int[] apply(int[] word) {
        return word.length <= SHORT_WORD ? applyByScanning(word) : applyByQueue(word);
    }

    private int[] applyByScanning(int[] word) {
        int length = word.length;
        while (length > 1) {
            int best = Integer.MAX_VALUE;
            int at = -1;
            for (int i = 0; i + 1 < length; i++) {
                int rank = rankOf.get(word[i], word[i + 1]);
                if (rank >= 0 && rank < best) {
                    best = rank;
                    at = i;
                }
            }
            if (at < 0) {
                break;
            }
            word[at] = merged[best];
            System.arraycopy(word, at + 2, word, at + 1, length - at - 2);
            length--;
        }
        return Arrays.copyOf(word, length);
    }

    /// Scanning is quadratic, so a long word keeps its possible merges in a queue: rank in the upper half, position in
    /// the lower. Entries go stale when a neighbour changes and are then skipped.
    private int[] applyByQueue(int[] word) {
        int length = word.length;
        int[] next = new int[length];
        int[] previous = new int[length];
        PriorityQueue<Long> queue = new PriorityQueue<>();
        for (int i = 0; i < length; i++) {
            next[i] = i + 1;
            previous[i] = i - 1;
            if (i + 1 < length) {
                offer(queue, word, i, i + 1);
            }
        }
        for (Long entry = queue.poll(); entry != null; entry = queue.poll()) {
            int at = (int) (long) entry;
            int rank = (int) (entry >>> 32);
            if (word[at] < 0 || next[at] >= length || rankOf.get(word[at], word[next[at]]) != rank) {
                continue;
            }
            int gone = next[at];
            word[at] = merged[rank];
            word[gone] = -1;
            next[at] = next[gone];
            if (next[at] < length) {
                previous[next[at]] = at;
                offer(queue, word, at, next[at]);
            }
            if (previous[at] >= 0) {
                offer(queue, word, previous[at], at);
            }
        }
        return Arrays.stream(word).filter(id -> id >= 0).toArray();
    }

    private void offer(PriorityQueue<Long> queue, int[] word, int left, int right) {
        int rank = rankOf.get(word[left], word[right]);
        if (rank >= 0) {
            queue.add(((long) rank << 32) | left);
        }
    }
}
