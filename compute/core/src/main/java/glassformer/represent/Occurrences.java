package glassformer.represent;

import glassformer.text.TokenSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How often things occur in texts, and in those of which class the most.
final class Occurrences {
    /// A thing and the tokens that it is made of in one text.
    record Found(String name, int[] places) {}

    private final Map<String, Map<String, Integer>> byName = new HashMap<>();
    private final Map<String, Integer> ofGroup = new HashMap<>();

    void add(List<Found> found, String group) {
        for (Found one : found) {
            byName.computeIfAbsent(one.name(), name -> new TreeMap<>()).merge(group, 1, Integer::sum);
            ofGroup.merge(group, 1, Integer::sum);
        }
    }

    /// Those that occur most, the most frequent first; of equals in the order of their names.
    List<Entry> most(int count) {
        List<Entry> all = new ArrayList<>();
        byName.forEach((name, groups) -> all.add(new Entry(
                name,
                mostTypical(groups),
                groups.values().stream().mapToLong(n -> n).sum())));
        all.sort(java.util.Comparator.comparingLong(Entry::count).reversed().thenComparing(Entry::name));
        return List.copyOf(all.subList(0, Math.min(count, all.size())));
    }

    long count(String name) {
        return byName.getOrDefault(name, Map.of()).values().stream()
                .mapToLong(n -> n)
                .sum();
    }

    /// Empty where it never occurs.
    String group(String name) {
        Map<String, Integer> groups = byName.get(name);
        return groups == null ? "" : mostTypical(groups);
    }

    /// The class of whose texts it is the largest part: a large class has more of everything.
    private String mostTypical(Map<String, Integer> groups) {
        String best = "";
        double largest = 0;
        for (Map.Entry<String, Integer> group : groups.entrySet()) {
            double part = (double) group.getValue() / ofGroup.getOrDefault(group.getKey(), 1);
            if (part > largest) {
                largest = part;
                best = group.getKey();
            }
        }
        return best;
    }

    /// Words and the tokens that overlap them; those that were cut off are left out.
    static List<Found> words(String text, List<TokenSpan> spans) {
        List<Found> all = new ArrayList<>();
        int token = 0;
        for (var word : glassformer.baseline.Terms.places(text)) {
            while (token < spans.size() && spans.get(token).end() <= word.start()) {
                token++;
            }
            List<Integer> places = new ArrayList<>();
            int at = token;
            while (at < spans.size() && spans.get(at).start() < word.end()) {
                places.add(at++);
            }
            if (!places.isEmpty() && spans.getLast().end() >= word.end()) {
                all.add(new Found(word.term(), places.stream().mapToInt(i -> i).toArray()));
            }
        }
        return all;
    }
}
