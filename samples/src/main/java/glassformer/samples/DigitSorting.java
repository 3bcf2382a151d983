package glassformer.samples;

import glassformer.data.Example;
import glassformer.data.SplitExamples;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Three to eight digits and the same in order, `5 3 9` and `3 5 9`. Lists of the same digits are on the same side, so
/// that no answer of validation is one of training.
record DigitSorting() implements ExampleSource {
    private static final int COUNT = 20_000;
    private static final int SHORTEST = 3;
    private static final int LONGEST = 8;

    @Override
    public SplitExamples examples(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Set<String> seen = new LinkedHashSet<>();
        Sides sides = new Sides(seed);
        while (seen.size() < COUNT) {
            int[] digits =
                    random.ints(random.nextInt(SHORTEST, LONGEST + 1), 0, 10).toArray();
            int[] sorted = IntStream.of(digits).sorted().toArray();
            if (seen.add(text(digits))) {
                sides.add(text(sorted).hashCode(), new Example.Translated(text(digits), text(sorted)));
            }
        }
        return sides.split();
    }

    private static String text(int[] digits) {
        return IntStream.of(digits).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }
}
