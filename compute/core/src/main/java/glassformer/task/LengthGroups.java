package glassformer.task;

import glassformer.SplitMix64;
import glassformer.data.Example;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Batches of examples that are about equally long, so that little of a batch is padding: what is drawn for some
/// batches in a row is sorted by length and dealt out to them, in an order by chance. Every pass still sees every
/// example once. A pure function of seed and number.
final class LengthGroups {
    private static final int BATCHES = 16; // that share what is drawn

    // Where classes differ by a character in length, their batches must not differ by class.
    private static final int ALIKE = 16; // characters that make no difference

    private final List<Example> examples;
    private final Shuffling shuffling;
    private final long seed;
    private final int batchSize;
    private long known = -1;
    private List<List<Example>> group = List.of();

    LengthGroups(List<Example> examples, long seed, int batchSize) {
        this.examples = examples;
        this.shuffling = new Shuffling(examples.size(), seed);
        this.seed = seed;
        this.batchSize = batchSize;
    }

    boolean isOf(long otherSeed, int otherBatchSize) {
        return seed == otherSeed && batchSize == otherBatchSize;
    }

    /// @param number of the batch, over all steps
    List<Example> batch(long number) {
        long wanted = number / BATCHES;
        if (wanted != known) {
            group = group(wanted);
            known = wanted;
        }
        return group.get((int) (number % BATCHES));
    }

    private List<List<Example>> group(long wanted) {
        List<Example> drawn = new ArrayList<>();
        long first = wanted * BATCHES * batchSize;
        for (int i = 0; i < BATCHES * batchSize; i++) {
            drawn.add(examples.get(shuffling.at(first + i)));
        }
        drawn.sort(Comparator.comparingInt(example -> example.length() / ALIKE));
        Shuffling order = new Shuffling(BATCHES, SplitMix64.hash(seed, wanted));
        List<List<Example>> batches = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            int from = order.at(i) * batchSize;
            batches.add(List.copyOf(drawn.subList(from, from + batchSize)));
        }
        return batches;
    }
}
