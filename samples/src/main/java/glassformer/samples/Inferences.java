package glassformer.samples;

import glassformer.data.Example;
import glassformer.data.Input;
import glassformer.data.SplitExamples;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/// A sentence of what somebody has and another one: does it follow from the first (`entailment`), can it not be true
/// (`contradiction`), or does the first not say (`neutral`)? Each is as frequent. Telling the first two apart takes
// both
/// sentences' words together: which words occur says nothing about it. All that is said after one first sentence is on
/// one side.
record Inferences() implements ExampleSource {
    static final String FOLLOWS = "entailment";
    static final String CANNOT_BE = "contradiction";
    static final String NOT_SAID = "neutral";
    private static final List<String> LABELS = List.of(FOLLOWS, CANNOT_BE, NOT_SAID);

    private static final List<String> NAMES = List.of(
            "Anna", "Ben", "Chloe", "David", "Emma", "Farid", "Grace", "Hugo", "Ines", "Jonas", "Keiko", "Leila");
    private static final List<String> THINGS =
            List.of("apples", "pears", "plums", "books", "pens", "cups", "coins", "stones", "shells", "keys");
    private static final List<String> NUMBERS =
            List.of("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");
    private static final int COUNT = 24_000;

    /// Whose things are counted: more than nothing of each, and not equally many.
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
                any(NAMES, random),
                first,
                thing,
                (first + 1 + random.nextInt(NUMBERS.size() - 1)) % NUMBERS.size(),
                other(THINGS, random, thing, thing));
    }

    private static String hypothesis(Holding holding, String label, SplittableRandom random) {
        boolean compares = random.nextBoolean();
        return switch (label) {
            case FOLLOWS -> compares ? comparison(holding, true, random) : amount(holding, true, random);
            case CANNOT_BE -> compares ? comparison(holding, false, random) : amount(holding, false, random);
            default -> compares ? ofSomethingElse(holding, random) : ofSomebodyElse(holding, random);
        };
    }

    /// "Anna has more apples than pears."
    private static String comparison(Holding holding, boolean holds, SplittableRandom random) {
        boolean swapped = random.nextBoolean();
        String left = swapped ? holding.secondThing : holding.firstThing;
        String right = swapped ? holding.firstThing : holding.secondThing;
        boolean more = (holding.first > holding.second) != swapped;
        return said(holding.name, more == holds ? "more" : "fewer", left, right);
    }

    /// "Anna has seven apples."; a wrong number is that of the other things.
    private static String amount(Holding holding, boolean holds, SplittableRandom random) {
        boolean ofFirst = random.nextBoolean();
        int number = ofFirst == holds ? holding.first : holding.second;
        return "%s has %s %s."
                .formatted(holding.name, NUMBERS.get(number), ofFirst ? holding.firstThing : holding.secondThing);
    }

    private static String ofSomethingElse(Holding holding, SplittableRandom random) {
        return said(
                holding.name,
                random.nextBoolean() ? "more" : "fewer",
                random.nextBoolean() ? holding.firstThing : holding.secondThing,
                other(THINGS, random, holding.firstThing, holding.secondThing));
    }

    private static String ofSomebodyElse(Holding holding, SplittableRandom random) {
        return "%s has %s %s."
                .formatted(
                        other(NAMES, random, holding.name, holding.name),
                        NUMBERS.get(random.nextBoolean() ? holding.first : holding.second),
                        random.nextBoolean() ? holding.firstThing : holding.secondThing);
    }

    private static String said(String name, String relation, String left, String right) {
        return String.format(Locale.ROOT, "%s has %s %s than %s.", name, relation, left, right);
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
