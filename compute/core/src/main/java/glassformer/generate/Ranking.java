package glassformer.generate;

import glassformer.BadInputException;
import java.util.Arrays;

/// A model's scores as probabilities, likeliest first; of equal scores the lower id first.
final class Ranking {
    private final int[] ids;
    private final double[] probabilities;

    /// @param logits `(V)`; a temperature of 0 ranks as 1 does
    /// @param vocabSize scores beyond it belong to no token
    Ranking(float[] logits, int vocabSize, double temperature) {
        int size = Math.min(logits.length, vocabSize);
        ids = new int[size];
        probabilities = new double[size];
        long[] keys = new long[size];
        for (int id = 0; id < size; id++) {
            if (Float.isNaN(logits[id]) || logits[id] == Float.POSITIVE_INFINITY) {
                throw new BadInputException("The model's scores are not numbers, so no token can be chosen: its"
                        + " weights are broken; an earlier checkpoint may be whole.");
            }
            keys[id] = descending(logits[id]) | id;
        }
        Arrays.sort(keys);
        double divisor = temperature == 0 ? 1 : temperature;
        double highest = size == 0 ? 0 : logits[(int) keys[0]];
        double sum = 0;
        for (int rank = 0; rank < size; rank++) {
            int id = (int) keys[rank];
            ids[rank] = id;
            probabilities[rank] = Math.exp((logits[id] - highest) / divisor);
            sum += probabilities[rank];
        }
        for (int rank = 0; rank < size; rank++) {
            probabilities[rank] /= sum;
        }
    }

    int size() {
        return ids.length;
    }

    int id(int rank) {
        return ids[rank];
    }

    double probability(int rank) {
        return probabilities[rank];
    }

    /// How many of the likeliest tokens are left: first the K likeliest, then of these the fewest that hold
    /// the share P of their probability.
    int kept(int topK, double topP) {
        int kept = topK == 0 ? size() : Math.min(topK, size());
        if (topP >= 1) {
            return kept;
        }
        double wanted = topP * sum(kept);
        double reached = 0;
        for (int rank = 0; rank < kept; rank++) {
            reached += probabilities[rank];
            if (reached >= wanted) {
                return rank + 1;
            }
        }
        return kept;
    }

    /// The rank that a uniform number from 0 to 1 falls on among the first `kept`.
    int draw(int kept, double uniform) {
        double target = uniform * sum(kept);
        double reached = 0;
        for (int rank = 0; rank < kept; rank++) {
            reached += probabilities[rank];
            if (target < reached) {
                return rank;
            }
        }
        return kept - 1;
    }

    private double sum(int kept) {
        double sum = 0;
        for (int rank = 0; rank < kept; rank++) {
            sum += probabilities[rank];
        }
        return sum;
    }

    /// A key that is smaller the larger the score, in the upper half of a long.
    private static long descending(float score) {
        int bits = Float.floatToIntBits(score + 0f); // -0 becomes 0
        int ascending = bits >= 0 ? bits : bits ^ 0x7FFFFFFF;
        return (long) ~ascending << 32;
    }
}
