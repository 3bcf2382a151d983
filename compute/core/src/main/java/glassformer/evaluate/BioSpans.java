package glassformer.evaluate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Entities in tags of the form `B-TYPE` (begins), `I-TYPE` (goes on) and `O` (outside). An `I` that follows no tag of
/// its type begins an entity, as the CoNLL-2000 shared task counts (Tjong Kim Sang and Buchholz 2000).
public final class BioSpans {
    private static final Pattern TAG = Pattern.compile("O|[BI]-.+");

    private BioSpans() {}

    /// @param from the first word
    /// @param to   behind the last word
    public record Span(String type, int from, int to) {}

    /// Whether tags are of this form: all fit, and one begins an entity.
    public static boolean fits(List<String> labels) {
        return labels.stream().allMatch(label -> TAG.matcher(label).matches())
                && labels.stream().anyMatch(label -> label.startsWith("B-"));
    }

    /// @param tags of a text's words
    public static List<Span> of(List<String> tags) {
        List<Span> spans = new ArrayList<>();
        String type = "";
        int from = 0;
        for (int i = 0; i <= tags.size(); i++) {
            String tag = i == tags.size() ? "O" : tags.get(i);
            String next = tag.equals("O") ? "" : tag.substring(2);
            boolean goesOn = tag.startsWith("I-") && next.equals(type);
            if (!goesOn) {
                if (!type.isEmpty()) {
                    spans.add(new Span(type, from, i));
                }
                type = next;
                from = i;
            }
        }
        return spans;
    }

    /// How well each type's entities are found, an entity counting only where type and both ends are right; the last is
    /// that of all together.
    ///
    /// @param truth     of each text // (N, words)
    /// @param predicted of each text // (N, words)
    public static List<ClassScores> scores(List<List<String>> truth, List<List<String>> predicted) {
        Measures.checkPairs(truth.size(), predicted.size(), "tagged texts");
        Set<String> types = new TreeSet<>();
        truth.forEach(tags -> of(tags).forEach(span -> types.add(span.type())));
        predicted.forEach(tags -> of(tags).forEach(span -> types.add(span.type())));
        List<ClassScores> scores = new ArrayList<>();
        int[] all = new int[3];
        for (String type : types) {
            int[] counts = new int[3];
            for (int i = 0; i < truth.size(); i++) {
                add(counts, counts(ofType(truth.get(i), type), ofType(predicted.get(i), type)));
            }
            add(all, counts);
            scores.add(ClassScores.of(type, counts[0], counts[1], counts[2]));
        }
        scores.add(ClassScores.of("all", all[0], all[1], all[2]));
        return scores;
    }

    /// Right, predicted and true entities of a text. // (3)
    static int[] counts(List<Span> truth, List<Span> predicted) {
        Set<Span> right = new HashSet<>(truth);
        right.retainAll(new HashSet<>(predicted));
        return new int[] {right.size(), predicted.size(), truth.size()};
    }

    private static List<Span> ofType(List<String> tags, String type) {
        return of(tags).stream().filter(span -> span.type().equals(type)).toList();
    }

    private static void add(int[] sums, int[] counts) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += counts[i];
        }
    }
}
