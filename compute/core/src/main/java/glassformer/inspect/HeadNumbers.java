package glassformer.inspect;

import glassformer.engine.Tensor;
import glassformer.engine.Trace;
import java.util.Arrays;

/// What one head of an attention layer computes for one text of `T` tokens that looks at one of `S`; rows one after the
/// other.
///
/// @param size    of the head, `D`
/// @param queries `(T, D)`
/// @param keys    `(S, D)`
/// @param values  `(S, D)`
/// @param scores  what softmax sees, minus infinity where the mask forbids // (T, S)
/// @param outputs the values, mixed by the weights // (T, D)
public record HeadNumbers(int size, float[] queries, float[] keys, float[] values, float[] scores, float[] outputs) {
    public static HeadNumbers of(Trace.Look look, int head) {
        return new HeadNumbers(
                look.queries().shape().getLast(),
                ofHead(look.queries(), head),
                ofHead(look.keys(), head),
                ofHead(look.values(), head),
                ofHead(look.scores(), head),
                ofHead(look.mixed(), head));
    }

    private static float[] ofHead(Tensor tensor, int head) {
        int size = tensor.values().length / tensor.shape().getFirst();
        return Arrays.copyOfRange(tensor.values(), head * size, (head + 1) * size);
    }

    /// How many tokens look.
    public int rows() {
        return queries.length / size;
    }

    /// How many tokens are looked at.
    public int columns() {
        return keys.length / size;
    }

    /// The product of a query and a key, before it is scaled.
    public double product(int query, int key) {
        double sum = 0;
        for (int d = 0; d < size; d++) {
            sum += (double) queries[query * size + d] * keys[key * size + d];
        }
        return sum;
    }

    /// The L2 norm of a query.
    public double queryLength(int query) {
        return length(queries, query);
    }

    /// The L2 norm of a key.
    public double keyLength(int key) {
        return length(keys, key);
    }

    private double length(float[] rows, int index) {
        double square = 0;
        for (int d = 0; d < size; d++) {
            square += (double) rows[index * size + d] * rows[index * size + d];
        }
        return Math.sqrt(square);
    }

    /// What softmax sees.
    public float score(int query, int key) {
        return scores[query * columns() + key];
    }
}
