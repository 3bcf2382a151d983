package glassformer.samples;

import glassformer.data.Example;
import glassformer.data.SplitExamples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// All sums of two numbers of two digits, `47+38=` and `85`. A sum and the one with its numbers swapped are on the same
/// side.
record Sums() implements ExampleSource {
    private static final int LEAST = 10;
    private static final int END = 100;

    @Override
    public SplitExamples examples(long seed) {
        List<int[]> pairs = new ArrayList<>();
        for (int a = LEAST; a < END; a++) {
            for (int b = LEAST; b < END; b++) {
                pairs.add(new int[] {a, b});
            }
        }
        Collections.shuffle(pairs, new Random(seed));
        Sides sides = new Sides(seed);
        for (int[] pair : pairs) {
            long key = (long) Math.min(pair[0], pair[1]) * END + Math.max(pair[0], pair[1]);
            sides.add(key, new Example.Translated(pair[0] + "+" + pair[1] + "=", Integer.toString(pair[0] + pair[1])));
        }
        return sides.split();
    }
}
