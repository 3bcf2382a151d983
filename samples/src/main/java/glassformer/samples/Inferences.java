package glassformer.samples;

import glassformer.data.Example;
import glassformer.data.Input;
import glassformer.data.SplitExamples;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// A sentence of what somebody has and another one: does it follow from the first (`entailment`), can it not be true
/// (`contradiction`), or does the first not say (`neutral`)? Each is as frequent. Telling the first two apart takes
/// both sentences' words together. All that is said after one first sentence is on one side.
record Inferences() implements ExampleSource {
    static final String FOLLOWS = "entailment";
    static final String CANNOT_BE = "contradiction";
    static final String NOT_SAID = "neutral";
    private static final List<String> LABELS = List.of(FOLLOWS, CANNOT_BE, NOT_SAID);

    private static final List<String> NAMES =
            List.of("Anna", "Ben", "Chloe", "David", "Emma", "Farid", "Grace", "Hugo");
    private static final List<String> THINGS = List.of("apples", "pears", "books", "cups", "coins");
    private static final List<String> NUMBERS = List.of("two", "three", "four", "five", "six", "seven");
    private static final int COUNT = 9_000;

    /// Whose things are counted, not equally many of each.
    private record Holding(String name, int first, String firstThing, int second, String secondThing) {
        String sentence() {
            return "%s has %s %s and %s %s."
                    .formatted(name, NUMBERS.get(first), firstThing, NUMBERS.get(second), secondThing);
        }
    }

    @Override
    public SplitExamples examples(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Sides sides = new Sides(seed);
        Set<Input> seen = new LinkedHashSet<>();
        while (seen.size() < COUNT) {
            Holding holding = holding(random);
            String label = LABELS.get(seen.size() % LABELS.size());
            Input pair = new Input.Pair(holding.sentence(), hypothesis(holding, label, random));
            if (seen.add(pair)) {
                sides.add(holding.hashCode(), new Example.Classified(pair, label));
            }
        }
        return sides.split();
    }

    private static Holding holding(SplittableRandom random) {
        int first = random.nextInt(NUMBERS.size());
        String thing = any(THINGS, random);
        return new Holding(
                any(NAMES, random), first, thing, otherThan(first, random), other(THINGS, random, thing, thing));
    }

    private static String hypothesis(Holding holding, String label, SplittableRandom random) {
        boolean ofFirst = random.nextBoolean();
        int number = ofFirst ? holding.first : holding.second;
        String thing = ofFirst ? holding.firstThing : holding.secondThing;
        return switch (label) {
            case FOLLOWS -> said(holding.name, number, thing);
            // The number of the other things among them, which only what it counts tells apart.
            case CANNOT_BE -> said(holding.name, otherThan(number, random), thing);
            default ->
                random.nextBoolean()
                        ? said(other(NAMES, random, holding.name, holding.name), number, thing)
                        : said(holding.name, number, other(THINGS, random, holding.firstThing, holding.secondThing));
        };
    }

    private static String said(String name, int number, String thing) {
        return "%s has %s %s.".formatted(name, NUMBERS.get(number), thing);
    }

    private static int otherThan(int number, SplittableRandom random) {
        return (number + 1 + random.nextInt(NUMBERS.size() - 1)) % NUMBERS.size();
    }

    private static String any(List<String> words, SplittableRandom random) {
        return words.get(random.nextInt(words.size()));
    }

    private static String other(List<String> words, SplittableRandom random, String one, String two) {
        String word = any(words, random);
        while (word.equals(one) || word.equals(two)) {
            word = any(words, random);
        }
        return word;
    }
}
