package glassformer.data;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How often each class comes, or each tag among tagged words, in the alphabetical order of the labels.
public record ClassCounts(Map<String, Integer> counts) {
    public ClassCounts {
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    /// Empty where the examples have neither classes nor tags.
    public static ClassCounts of(List<? extends Example> examples) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Example example : examples) {
            switch (example) {
                case Example.Classified(var input, String label) -> counts.merge(label, 1, Integer::sum);
                case Example.Tagged(var words, List<String> tags) ->
                    tags.forEach(tag -> counts.merge(tag, 1, Integer::sum));
                case Example.Unlabelled _, Example.Scored _, Example.Labelled _, Example.Translated _ -> {}
            }
        }
        return new ClassCounts(counts);
    }

    /// The order that class indices follow.
    public List<String> labels() {
        return List.copyOf(counts.keySet());
    }
}
