package glassformer.samples;

import glassformer.SplitMix64;
import glassformer.data.Example;
import glassformer.data.Input;
import glassformer.data.SplitExamples;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Two definitions of WordNet: do both belong to the same topic, such as animals, or not? Each is as frequent. Which
// words
/// occur says nothing, only how the two go together, so that counting words gets no further than guessing. A definition
// is
/// on one side only, in however many pairs.
record TopicPairs() implements ExampleSource {
    static final String SAME = "same topic";
    static final String OTHER = "other topic";
    private static final Set<String> TOPICS =
            Set.of("noun.animal", "noun.body", "noun.food", "noun.location", "noun.person", "noun.plant");
    private static final int DEFINITIONS = 1_900; // of each topic, fewer than the smallest has
    private static final int TRAINING = 20_000;
    private static final int VALIDATION = 2_000;

    @Override
    public SplitExamples examples(long seed) {
        Map<String, List<String>> training = new TreeMap<>();
        Map<String, List<String>> validation = new TreeMap<>();
        Sides sides = new Sides(seed);
        definitions(seed).forEach((topic, definitions) -> {
            for (String definition : definitions) {
                (sides.isValidation(definition.hashCode()) ? validation : training)
                        .computeIfAbsent(topic, name -> new ArrayList<>())
                        .add(definition);
            }
        });
        SplittableRandom random = new SplittableRandom(seed);
        return new SplitExamples(pairs(training, TRAINING, random), pairs(validation, VALIDATION, random));
    }

    private static Map<String, List<String>> definitions(long seed) {
        Set<String> seen = new HashSet<>();
        Map<String, List<String>> definitions = new TreeMap<>();
        WordNetEntry.forEach("noun", entry -> {
            String topic = Topics.NAMES.get(entry.topic());
            if (TOPICS.contains(topic) && seen.add(entry.definition())) {
                definitions.computeIfAbsent(topic, name -> new ArrayList<>()).add(entry.definition());
            }
        });
        definitions.replaceAll((topic, all) -> all.stream()
                .sorted(Comparator.comparingLong(definition -> SplitMix64.hash(seed, definition.hashCode())))
                .limit(DEFINITIONS)
                .toList());
        return definitions;
    }

    private static List<Example> pairs(Map<String, List<String>> byTopic, int count, SplittableRandom random) {
        List<List<String>> topics = List.copyOf(byTopic.values());
        Set<Input> seen = new HashSet<>();
        List<Example> pairs = new ArrayList<>();
        while (pairs.size() < count) {
            boolean same = pairs.size() % 2 == 0;
            int topic = random.nextInt(topics.size());
            int other = same ? topic : (topic + 1 + random.nextInt(topics.size() - 1)) % topics.size();
            String first = any(topics.get(topic), random);
            String second = any(topics.get(other), random);
            Input pair = new Input.Pair(first, second);
            if (!first.equals(second) && seen.add(pair)) {
                pairs.add(new Example.Classified(pair, same ? SAME : OTHER));
            }
        }
        return pairs;
    }

    private static String any(List<String> definitions, SplittableRandom random) {
        return definitions.get(random.nextInt(definitions.size()));
    }
}
