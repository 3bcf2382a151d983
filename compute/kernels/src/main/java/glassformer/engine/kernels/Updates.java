package glassformer.engine.kernels;

import java.util.List;

/// Kernels of a step's second half: the gradient's norm and the optimizers. Weights lie in pieces, each of one tensor:
/// the table has, for each, the tensor's number, where it begins, where it ends, and whether the tensor decays.
public final class Updates {
    static final int PLAIN_SGD = 0;
    static final int SGD = 1;
    static final int NESTEROV = 2;
    static final int ADAM = 3;
    static final int ADAMW = 4;
    static final int RMSPROP = 5;
    static final int ADAGRAD = 6;
    static final int LION = 7;

    /// What `hyper` has, in this order, before each tensor's three: rate, and Adam's two corrections.
    static final int CLIP = 0;

    static final int NOISE = 1;
    static final int NEWEST = 2;
    static final int L1 = 3;
    static final int DECAY = 4;
    static final int BETA1 = 5;
    static final int BETA2 = 6;
    static final int EPSILON = 7;
    static final int COUNT = 8;

    private Updates() {}

    /// Empties the gradient where `inputs[at]` says that a step begins.
    static Call clear(Floats gradient, Ints inputs, int at, int span) {
        return new Call(Kernel.CLEAR, List.of(gradient), List.of(inputs), new int[] {0, span, at}, new float[] {});
    }

    /// [#clear]
    public static void cleared(float[] gradient, int[] inputs, int[] p) {
        int from = p[0];
        int count = p[1] - from;
        int at = p[2];
        for (@Parallel int pass = 0; pass < count; pass++) {
            int i = from + pass;
            gradient[i] = inputs[at] != 0 ? 0 : gradient[i];
        }
    }

    /// Each piece's sums of the gradient's squares, and of the absolute values and squares of weights that decay.
    ///
    /// @param sums three rows of `pieces`
    static Call measure(Floats weights, Floats gradient, Floats sums, Ints table, int tableAt, int pieces, int span) {
        return new Call(
                Kernel.MEASURE,
                List.of(weights, gradient, sums),
                List.of(table),
                new int[] {0, span, tableAt, pieces},
                new float[] {});
    }

    /// [#measure]
    public static void measured(float[] weights, float[] gradient, float[] sums, int[] table, int[] p) {
        int from = p[0];
        int count = p[1] - from;
        int tableAt = p[2];
        int pieces = p[3];
        for (@Parallel int pass = 0; pass < count; pass++) {
            int piece = from + pass;
            int first = table[tableAt + 4 * piece + 1];
            int last = table[tableAt + 4 * piece + 2];
            int decays = table[tableAt + 4 * piece + 3];
            float squares = 0;
            float absolute = 0;
            float own = 0;
            for (int i = first; i < last; i++) {
                float g = gradient[i];
                float w = weights[i];
                squares += g * g;
                absolute += w < 0 ? -w : w;
                own += w * w;
            }
            sums[piece] = squares;
            sums[pieces + piece] = decays != 0 ? absolute : 0;
            sums[2 * pieces + piece] = decays != 0 ? own : 0;
        }
    }

    /// Changes the weights, unless `inputs[at]` says that the step goes on or the gradient is not finite.
    ///
    /// @param mean    of the weights, kept where `averages` is 1
    /// @param results the square of the gradient's norm comes first
    static Call change(
            Floats weights,
            Floats mean,
            Floats gradient,
            Floats first,
            Floats second,
            Ints table,
            Floats hyper,
            Floats results,
            Ints inputs,
            int tableAt,
            int hyperAt,
            int at,
            int kind,
            int averages,
            int span) {
        return new Call(
                Kernel.CHANGE,
                List.of(weights, mean, gradient, first, second, hyper, results),
                List.of(table, inputs),
                new int[] {0, span, tableAt, hyperAt, at, kind, averages},
                new float[] {});
    }

    /// [#change]
    public static void changed(
            float[] weights,
            float[] mean,
            float[] gradient,
            float[] first,
            float[] second,
            int[] table,
            float[] hyper,
            float[] results,
            int[] inputs,
            int[] p) {
        int from = p[0];
        int count = p[1] - from;
        int tableAt = p[2];
        int hyperAt = p[3];
        int at = p[4];
        int kind = p[5];
        int averages = p[6];
        for (@Parallel int pass = 0; pass < count; pass++) {
            int piece = from + pass;
            float square = results[0];
            if (inputs[at] != 0 && square < 3.0e38f && square >= 0) {
                int tensor = table[tableAt + 4 * piece];
                int begin = table[tableAt + 4 * piece + 1];
                int end = table[tableAt + 4 * piece + 2];
                float decays = table[tableAt + 4 * piece + 3];
                float clip = hyper[CLIP];
                float norm = (float) Math.sqrt(square);
                float most = clip > 0 ? clip : norm;
                float factor = norm > most ? most / norm : 1;
                float noise = hyper[NOISE];
                float newest = hyper[NEWEST];
                float l1 = decays * hyper[L1];
                float decay = decays * hyper[DECAY];
                float beta1 = hyper[BETA1];
                float beta2 = hyper[BETA2];
                float epsilon = hyper[EPSILON];
                float rate = hyper[hyperAt + 3 * tensor];
                float correction1 = hyper[hyperAt + 3 * tensor + 1];
                float correction2 = hyper[hyperAt + 3 * tensor + 2];
                for (int i = begin; i < end; i++) {
                    float w = weights[i];
                    float g = gradient[i] * factor;
                    if (noise > 0) {
                        float u = Numbers.even(inputs[at + 2], -1, i) + 3.0e-8f;
                        float a = Numbers.even(inputs[at + 2], -2, i) * 6.2831853f;
                        g += noise * (float) Math.sqrt(-2 * Numbers.log(u)) * (float) Math.cos(a);
                    }
                    g += w > 0 ? l1 : w < 0 ? -l1 : 0;
                    float next = w;
                    if (kind == PLAIN_SGD) {
                        next = w - rate * (g + decay * w);
                    } else if (kind <= NESTEROV) {
                        float d = g + decay * w;
                        float b = beta1 * first[i] + d;
                        first[i] = b;
                        next = w - rate * (kind == NESTEROV ? d + beta1 * b : b);
                    } else if (kind <= ADAMW) {
                        float d = kind == ADAM ? g + decay * w : g;
                        float m = beta1 * first[i] + (1 - beta1) * d;
                        float v = beta2 * second[i] + (1 - beta2) * d * d;
                        first[i] = m;
                        second[i] = v;
                        float step = m * correction1 / ((float) Math.sqrt(v * correction2) + epsilon);
                        next = w - rate * (kind == ADAMW ? step + decay * w : step);
                    } else if (kind == RMSPROP) {
                        float d = g + decay * w;
                        float s = beta1 * first[i] + (1 - beta1) * d * d;
                        first[i] = s;
                        next = w - rate * d / ((float) Math.sqrt(s) + epsilon);
                    } else if (kind == ADAGRAD) {
                        float d = g + decay * w;
                        float s = first[i] + d * d;
                        first[i] = s;
                        next = w - rate * d / ((float) Math.sqrt(s) + epsilon);
                    } else {
                        float m = first[i];
                        float d = beta1 * m + (1 - beta1) * g;
                        first[i] = beta2 * m + (1 - beta2) * g;
                        next = w - rate * ((d > 0 ? 1 : d < 0 ? -1 : 0) + decay * w);
                    }
                    weights[i] = next;
                    if (averages != 0) {
                        mean[i] = mean[i] + newest * (next - mean[i]);
                    }
                }
            }
        }
    }
}
