package glassformer.reference;

import glassformer.blueprint.Blueprint;
import glassformer.blueprint.Head;
import glassformer.blueprint.Layer;
import glassformer.engine.Batch;
import glassformer.engine.Labels;
import glassformer.engine.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Batches with everything that a blueprint can take.
record RandomBatch(Blueprint blueprint, SplittableRandom random) {
    RandomBatch(Blueprint blueprint, long seed) {
        this(blueprint, new SplittableRandom(seed));
    }

    /// With labels for every head, some of them ignored, of random weights and smoothing. A padded batch has one
    /// text of the whole length; what stands in the padding is as random as the rest.
    Batch of(int size, int length, boolean padded) {
        Tokens input = tokens(size, length, padded);
        Tokens decoder = decoder(size, Math.max(2, length - 1), padded);
        Tokens read = decoder == null ? input : decoder;
        List<Labels> labels = new ArrayList<>();
        for (Head head : blueprint.heads()) {
            labels.add(labels(head, read));
        }
        return new Batch(input, decoder, labels);
    }

    Tokens tokens(int size, int length, boolean padded) {
        int types = blueprint
                .layers()
                .filter(Layer.TokenTypeEmbedding.class::isInstance)
                .mapToInt(layer ->
                        ((Layer.TokenTypeEmbedding) layer).table().shape().getFirst())
                .findFirst()
                .orElse(0);
        int @Nullable [] lengths = padded ? random.ints(size, 1, length + 1).toArray() : null;
        if (lengths != null) {
            lengths[size - 1] = length;
        }
        return new Tokens(
                integers(size * length, blueprint.config().vocabSize()),
                types == 0 ? null : integers(size * length, types),
                lengths,
                size,
                length);
    }

    @Nullable
    Tokens decoder(int size, int length, boolean padded) {
        return blueprint.hasEncoder() ? tokens(size, length, padded) : null;
    }

    private Labels labels(Head head, Tokens read) {
        double weight = 0.5 + random.nextDouble();
        double smoothing = random.nextBoolean() ? 0 : 0.1;
        return switch (head.labels()) {
            case TOKENS -> {
                int[] labels = integers(read.size() * read.length(), head.size());
                for (int row = 0; row < read.size(); row++) {
                    for (int t = 0; t < read.length(); t++) {
                        // The last text keeps a label, so that there is always one.
                        boolean keep = row == read.size() - 1 && t == read.length() - 1;
                        if (t >= read.lengthOf(row) || (!keep && random.nextInt(4) == 0)) {
                            labels[row * read.length() + t] = Labels.IGNORED;
                        }
                    }
                }
                yield new Labels.Classes(head.name(), labels, weight, smoothing);
            }
            case CLASS -> {
                int[] labels = integers(read.size(), head.size());
                if (read.size() > 2) {
                    labels[1] = Labels.IGNORED;
                }
                yield new Labels.Classes(head.name(), labels, weight, smoothing);
            }
            case VALUE -> {
                float[] values = new float[read.size()];
                for (int row = 0; row < values.length; row++) {
                    values[row] = (float) random.nextGaussian();
                }
                yield new Labels.Values(head.name(), values, weight);
            }
        };
    }

    private int[] integers(int count, int bound) {
        return random.ints(count, 0, bound).toArray();
    }
}
