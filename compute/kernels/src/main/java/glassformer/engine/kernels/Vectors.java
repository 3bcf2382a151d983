package glassformer.engine.kernels;

import java.util.List;

/// Kernels that turn or pool each token's vector.
public final class Vectors {
    static final int FIRST = 0;
    static final int LAST = 1;
    static final int MEAN = 2;

    private Vectors() {}

    /// Turns the halves of each head by angles that grow with the place (Su et al. 2021).
    ///
    /// @param x     in rows of `xStep`
    /// @param turns cosine and sine, for each place and each of `pairs`
    /// @param way  1, or -1 for the way back
    static Call turn(
            Floats x,
            Floats y,
            Floats turns,
            Ints inputs,
            int xAt,
            int xStep,
            int yAt,
            int yStep,
            int heads,
            int pairs,
            int turnsAt,
            int startAt,
            int length,
            int places,
            int way,
            int add,
            int rows) {
        return new Call(
                Kernel.TURN,
                List.of(x, y, turns),
                List.of(inputs),
                new int[] {
                    0,
                    Math.multiplyExact(rows, heads * pairs),
                    xAt,
                    xStep,
                    yAt,
                    yStep,
                    heads,
                    pairs,
                    turnsAt,
                    startAt,
                    length,
                    places,
                    way,
                    add
                },
                new float[] {});
    }

    /// [#turn]
    public static void turned(float[] x, float[] y, float[] turns, int[] inputs, int[] p) {
        int from = p[0];
        int count = p[1] - from;
        int xAt = p[2];
        int xStep = p[3];
        int yAt = p[4];
        int yStep = p[5];
        int heads = p[6];
        int pairs = p[7];
        int turnsAt = p[8];
        int startAt = p[9];
        int length = p[10];
        int places = p[11];
        int way = p[12];
        int add = p[13];
        int width = heads * pairs;
        for (@Parallel int pass = 0; pass < count; pass++) {
            int at = from + pass;
            int r = at / width;
            int i = at - r * width;
            int head = i / pairs;
            int pair = i - head * pairs;
            int place = inputs[startAt] + r % length;
            int turn = turnsAt + ((place < places ? place : places - 1) * pairs + pair) * 2;
            float cos = turns[turn];
            float sin = way * turns[turn + 1];
            int o = xAt + r * xStep + head * 2 * pairs + pair;
            int q = yAt + r * yStep + head * 2 * pairs + pair;
            float one = x[o] * cos - x[o + pairs] * sin;
            float two = x[o + pairs] * cos + x[o] * sin;
            y[q] = add == 0 ? one : y[q] + one;
            y[q + pairs] = add == 0 ? two : y[q + pairs] + two;
        }
    }

    /// A vector for each text: its first or last token's, or the mean of all.
    ///
    /// @param lengthsAt where `inputs` has how many tokens of each text are real
    static Call pool(
            Floats x, Ints inputs, int xAt, int yAt, int lengthsAt, int length, int columns, int how, int texts) {
        return new Call(
                Kernel.POOL,
                List.of(x),
                List.of(inputs),
                new int[] {0, Math.multiplyExact(texts, columns), xAt, yAt, lengthsAt, length, columns, how},
                new float[] {});
    }

    /// [#pool]
    public static void pooled(float[] x, int[] inputs, int[] p) {
        int from = p[0];
        int count = p[1] - from;
        int xAt = p[2];
        int yAt = p[3];
        int lengthsAt = p[4];
        int length = p[5];
        int columns = p[6];
        int how = p[7];
        for (@Parallel int pass = 0; pass < count; pass++) {
            int at = from + pass;
            int b = at / columns;
            int c = at - b * columns;
            int real = inputs[lengthsAt + b];
            int first = how == LAST ? real - 1 : 0;
            int last = how == FIRST ? 1 : real;
            float sum = 0;
            for (int t = first; t < last; t++) {
                sum += x[xAt + (b * length + t) * columns + c];
            }
            x[yAt + b * columns + c] = sum / (last - first);
        }
    }

    /// Each token's slope from that of its text's vector.
    static Call poolBack(
            Floats dx,
            Ints inputs,
            int xAt,
            int yAt,
            int lengthsAt,
            int length,
            int columns,
            int how,
            int add,
            int texts) {
        return new Call(
                Kernel.POOL_BACK,
                List.of(dx),
                List.of(inputs),
                new int[] {0, Math.multiplyExact(texts, columns), xAt, yAt, lengthsAt, length, columns, how, add},
                new float[] {});
    }

    /// [#poolBack]
    public static void pooledBack(float[] dx, int[] inputs, int[] p) {
        int from = p[0];
        int count = p[1] - from;
        int xAt = p[2];
        int yAt = p[3];
        int lengthsAt = p[4];
        int length = p[5];
        int columns = p[6];
        int how = p[7];
        int add = p[8];
        for (@Parallel int pass = 0; pass < count; pass++) {
            int at = from + pass;
            int b = at / columns;
            int c = at - b * columns;
            int real = inputs[lengthsAt + b];
            int first = how == LAST ? real - 1 : 0;
            int last = how == FIRST ? 1 : real;
            float v = dx[yAt + b * columns + c] / (last - first);
            for (int t = 0; t < length; t++) {
                int o = xAt + (b * length + t) * columns + c;
                int inside = (t - first) | (last - 1 - t);
                float mine = inside >= 0 ? v : 0;
                dx[o] = add == 0 ? mine : dx[o] + mine;
            }
        }
    }
}
