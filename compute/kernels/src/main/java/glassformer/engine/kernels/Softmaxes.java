package glassformer.engine.kernels;

import java.util.List;

/// Kernels of attention weights and of losses.
public final class Softmaxes {
    static final int FULL = 0;
    static final int CAUSAL = 1;

    private Softmaxes() {}

    /// Turns scores `q k` into weights, in place, a row for each query. A row without any key becomes zero.
    ///
    /// @param slopesAt  where ALiBi's slopes begin; -1 for none
    /// @param lengthsAt where `inputs` has how many keys of each text are real; -1 where all are
    /// @param startAt   where it has the place of the first query
    /// @param mask      [#FULL], [#CAUSAL], or the width of a window plus 1
    static Call attend(
            Floats x,
            Floats slopes,
            Ints inputs,
            int xAt,
            int slopesAt,
            int lengthsAt,
            int startAt,
            int rows,
            int keys,
            int heads,
            int z,
            float scale,
            int mask) {
        return new Call(
                Kernel.ATTEND,
                List.of(x, slopes),
                List.of(inputs),
                new int[] {0, Math.multiplyExact(rows, z), xAt, slopesAt, lengthsAt, startAt, rows, keys, heads, mask},
                new float[] {scale});
    }

    /// [#attend]
    public static void attended(float[] x, float[] slopes, int[] inputs, int[] p, float[] f) {
        int from = p[0];
        int count = p[1] - from;
        int xAt = p[2];
        int slopesAt = p[3];
        int lengthsAt = p[4];
        int startAt = p[5];
        int rows = p[6];
        int keys = p[7];
        int heads = p[8];
        int mask = p[9];
        float scale = f[0];
        for (@Parallel int pass = 0; pass < count; pass++) {
            int row = from + pass;
            int s = row / rows;
            int i = row - s * rows;
            int o = xAt + row * keys;
            int place = inputs[startAt] + i;
            int text = s / heads;
            int last = lengthsAt < 0 ? keys : inputs[lengthsAt + text];
            if (mask != FULL && place + 1 < last) {
                last = place + 1;
            }
            int first = 0;
            if (mask > CAUSAL && place + 2 - mask > 0) {
                first = place + 2 - mask;
            }
            float slope = slopesAt < 0 ? 0 : slopes[slopesAt + s - text * heads];
            float highest = -3.0e38f;
            for (int j = first; j < last; j++) {
                int away = place > j ? place - j : j - place;
                float v = x[o + j] * scale - slope * away;
                x[o + j] = v;
                highest = v > highest ? v : highest;
            }
            float sum = 0;
            for (int j = first; j < last; j++) {
                float v = Numbers.exp(x[o + j] - highest);
                x[o + j] = v;
                sum += v;
            }
            float share = sum > 0 ? 1 / sum : sum;
            for (int j = 0; j < keys; j++) {
                int inside = (j - first) | (last - 1 - j);
                x[o + j] = inside >= 0 ? x[o + j] * share : 0;
            }
        }
    }

    /// The slopes of scores from those of the weights, in place.
    static Call attendBack(Floats x, Floats dx, int xAt, int dxAt, int rows, int keys, int z, float scale) {
        return new Call(
                Kernel.ATTEND_BACK,
                List.of(x, dx),
                List.of(),
                new int[] {0, Math.multiplyExact(rows, z), xAt, dxAt, rows, keys},
                new float[] {scale});
    }

    /// [#attendBack]
    public static void attendedBack(float[] x, float[] dx, int[] p, float[] f) {
        int from = p[0];
        int count = p[1] - from;
        int xAt = p[2];
        int dxAt = p[3];
        int rows = p[4];
        int keys = p[5];
        float scale = f[0];
        for (@Parallel int pass = 0; pass < count; pass++) {
            int row = from + pass;
            int s = row / rows;
            int i = row - s * rows;
            int o = xAt + row * keys;
            int d = dxAt + row * keys;
            float along = 0;
            for (int j = 0; j < keys; j++) {
                along += x[o + j] * dx[d + j];
            }
            for (int j = 0; j < keys; j++) {
                dx[d + j] = scale * x[o + j] * (dx[d + j] - along);
            }
        }
    }

    /// The cross-entropy of each row of scores and, where `slopes` is 1, its slope.
    ///
    /// @param hyper    at `hyperAt`: what a row's slope is multiplied with; which share of the target is spread
    // evenly
    /// @param ignored  the label that does not count
    /// @param lossesAt one value a row
    static Call crossEntropy(
            Floats x,
            Floats dx,
            Floats hyper,
            Ints inputs,
            int xAt,
            int labelsAt,
            int hyperAt,
            int lossesAt,
            int classes,
            int ignored,
            int slopes,
            int span) {
        return new Call(
                Kernel.CROSS_ENTROPY,
                List.of(x, dx, hyper),
                List.of(inputs),
                new int[] {0, span, xAt, labelsAt, hyperAt, lossesAt, classes, ignored, slopes},
                new float[] {});
    }

    /// [#crossEntropy]
    public static void crossEntropies(float[] x, float[] dx, float[] hyper, int[] inputs, int[] p) {
        int from = p[0];
        int count = p[1] - from;
        int xAt = p[2];
        int labelsAt = p[3];
        int hyperAt = p[4];
        int lossesAt = p[5];
        int classes = p[6];
        int ignored = p[7];
        int slopes = p[8];
        for (@Parallel int pass = 0; pass < count; pass++) {
            int r = from + pass;
            int o = xAt + r * classes;
            int label = inputs[labelsAt + r];
            if (label == ignored) {
                x[lossesAt + r] = 0;
                if (slopes != 0) {
                    for (int c = 0; c < classes; c++) {
                        dx[o + c] = 0;
                    }
                }
            } else {
                float weight = hyper[hyperAt];
                float even = hyper[hyperAt + 1];
                float highest = x[o];
                float total = 0;
                for (int c = 0; c < classes; c++) {
                    float v = x[o + c];
                    highest = v > highest ? v : highest;
                    total += v;
                }
                float sum = 0;
                for (int c = 0; c < classes; c++) {
                    sum += Numbers.exp(x[o + c] - highest);
                }
                // Written so that scores that are no numbers give a loss that is none.
                float log = highest + (sum >= 1 ? Numbers.log(sum) : sum) + 0 * total;
                x[lossesAt + r] = log - (1 - even) * x[o + label] - even * total / classes;
                if (slopes != 0) {
                    float share = 1 / sum;
                    for (int c = 0; c < classes; c++) {
                        float target = even / classes + (c == label ? 1 - even : 0);
                        dx[o + c] = weight * (Numbers.exp(x[o + c] - highest) * share - target) + 0 * total;
                    }
                }
            }
        }
    }

    /// The squared error of one value a text.
    ///
    /// @param hyper at `hyperAt` as for classes; at `labelsAt` the right values
    static Call squaredError(
            Floats x, Floats dx, Floats hyper, int xAt, int labelsAt, int hyperAt, int lossesAt, int slopes, int span) {
        return new Call(
                Kernel.SQUARED_ERROR,
                List.of(x, dx, hyper),
                List.of(),
                new int[] {0, span, xAt, labelsAt, hyperAt, lossesAt, slopes},
                new float[] {});
    }

    /// [#squaredError]
    public static void squaredErrors(float[] x, float[] dx, float[] hyper, int[] p) {
        int from = p[0];
        int count = p[1] - from;
        int xAt = p[2];
        int labelsAt = p[3];
        int hyperAt = p[4];
        int lossesAt = p[5];
        int slopes = p[6];
        for (@Parallel int pass = 0; pass < count; pass++) {
            int r = from + pass;
            float error = x[xAt + r] - hyper[labelsAt + r];
            // Where there are no labels nothing counts.
            float counts = hyper[hyperAt + 1];
            x[lossesAt + r] = counts * error * error;
            if (slopes != 0) {
                dx[xAt + r] = hyper[hyperAt] * counts * 2 * error;
            }
        }
    }

    /// Sums each row of `length` values into one.
    static Call total(Floats x, Floats sums, int xAt, int sumsAt, int length, int span) {
        return new Call(
                Kernel.TOTAL, List.of(x, sums), List.of(), new int[] {0, span, xAt, sumsAt, length}, new float[] {});
    }

    /// [#total]
    public static void totals(float[] x, float[] sums, int[] p) {
        int from = p[0];
        int count = p[1] - from;
        int xAt = p[2];
        int sumsAt = p[3];
        int length = p[4];
        for (@Parallel int pass = 0; pass < count; pass++) {
            int r = from + pass;
            float sum = 0;
            for (int i = 0; i < length; i++) {
                sum += x[xAt + r * length + i];
            }
            sums[sumsAt + r] = sum;
        }
    }
}
