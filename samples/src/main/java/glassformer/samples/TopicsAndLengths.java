package glassformer.samples;

import glassformer.data.Example;
import glassformer.data.SplitExamples;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Definitions of WordNet with two answers that have little to do with each other: the `topic` as in [Topics], which
/// is read off the words, and the `length`, how many words there are, for which they only have to be counted. Both
/// sides are those of the topics, each topic with its share.
record TopicsAndLengths() implements ExampleSource {
    @Override
    public SplitExamples examples(long seed) {
        SplitExamples topics = new Topics().examples(seed);
        return new SplitExamples(labelled(topics.training()), labelled(topics.validation()));
    }

    private static List<Example> labelled(List<Example> topics) {
        return topics.stream()
                .<Example>map(example -> labelled((Example.Classified) example))
                .toList();
    }

    private static Example.Labelled labelled(Example.Classified example) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("topic", example.label());
        labels.put("length", "" + example.input().first().strip().split("\\s+").length);
        return new Example.Labelled(example.input(), labels);
    }
}
