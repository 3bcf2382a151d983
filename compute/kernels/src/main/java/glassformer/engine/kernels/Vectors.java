package glassformer.engine.kernels;

/// Kernels that treat each token's vector alone, and those that sum over tokens.
public final class Vectors {
    static final int FIRST = 0;
    static final int LAST = 1;
    static final int MEAN = 2;

    private Vectors() {}

    /// Adds a row of a table to each vector, or begins with it. The row is the token's id; or, without ids, its place
    /// in its text.
    ///
    /// @param xAt     what the row is added to; -1 for nothing
    /// @param idsAt   where `inputs` has the ids; -1 for places
    /// @param startAt where it has the place of the first token of each text
    /// @param offset  of places in the table
    /// @param length  of a text
    /// @param places  how many there are; rows behind a text that is continued take the last
    public static void gathered(
            float[] table,
            float[] x,
            int[] inputs,
            int tableAt,
            int xAt,
            int yAt,
            int from,
            int to,
            int columns,
            int idsAt,
            int startAt,
            int offset,
            int length,
            int places) {
        for (@Parallel int pass = 0; pass < to - from; pass++) {
            int r = from + pass;
            for (@Parallel int c = 0; c < columns; c++) {
                int place = inputs[startAt] + r % length;
                int row = idsAt >= 0 ? inputs[idsAt + r] : offset + (place < places ? place : places - 1);
                float v = table[tableAt + row * columns + c];
                x[yAt + r * columns + c] = xAt < 0 ? v : x[xAt + r * columns + c] + v;
            }
        }
    }

    /// Adds each vector's slope to its row's.
    ///
    /// @param to columns
    public static void scattered(
            float[] dx,
            float[] dTable,
            int[] inputs,
            int dxAt,
            int tableAt,
            int from,
            int to,
            int rows,
            int columns,
            int idsAt,
            int offset,
            int length) {
        for (@Parallel int pass = 0; pass < to - from; pass++) {
            int c = from + pass;
            for (int r = 0; r < rows; r++) {
                int row = idsAt >= 0 ? inputs[idsAt + r] : offset + r % length;
                dTable[tableAt + row * columns + c] += dx[dxAt + r * columns + c];
            }
        }
    }

    /// LayerNorm (Ba et al. 2016), or RMSNorm (Zhang & Sennrich 2019) where `centred` is 0. Keeps each row's mean and
    /// what it is divided by.
    ///
    /// @param shiftAt -1 for none
    /// @param keptAt  two values a row
    public static void normed(
            float[] x,
            float[] weights,
            int xAt,
            int yAt,
            int scaleAt,
            int shiftAt,
            int keptAt,
            int from,
            int to,
            int columns,
            float epsilon,
            int centred) {
        for (@Parallel int pass = 0; pass < to - from; pass++) {
            int r = from + pass;
            int o = xAt + r * columns;
            float mean = 0;
            if (centred != 0) {
                for (int c = 0; c < columns; c++) {
                    mean += x[o + c];
                }
                mean = mean / columns;
            }
            float squares = 0;
            for (int c = 0; c < columns; c++) {
                float d = x[o + c] - mean;
                squares += d * d;
            }
            float inverse = 1 / (float) Math.sqrt(squares / columns + epsilon);
            for (int c = 0; c < columns; c++) {
                float v = (x[o + c] - mean) * inverse * weights[scaleAt + c];
                x[yAt + r * columns + c] = shiftAt < 0 ? v : v + weights[shiftAt + c];
            }
            x[keptAt + 2 * r] = mean;
            x[keptAt + 2 * r + 1] = inverse;
        }
    }

    public static void normBack(
            float[] x,
            float[] dx,
            float[] weights,
            int xAt,
            int yAt,
            int scaleAt,
            int keptAt,
            int from,
            int to,
            int columns,
            int centred,
            int add) {
        for (@Parallel int pass = 0; pass < to - from; pass++) {
            int r = from + pass;
            float mean = x[keptAt + 2 * r];
            float inverse = x[keptAt + 2 * r + 1];
            float plain = 0;
            float along = 0;
            for (int c = 0; c < columns; c++) {
                float g = dx[yAt + r * columns + c] * weights[scaleAt + c];
                plain += g;
                along += g * (x[xAt + r * columns + c] - mean) * inverse;
            }
            plain = centred != 0 ? plain / columns : 0;
            along = along / columns;
            for (int c = 0; c < columns; c++) {
                int o = xAt + r * columns + c;
                float g = dx[yAt + r * columns + c] * weights[scaleAt + c];
                float v = inverse * (g - plain - (x[o] - mean) * inverse * along);
                dx[o] = add == 0 ? v : dx[o] + v;
            }
        }
    }

    /// Adds the slopes of a norm's scale and shift.
    ///
    /// @param to columns
    public static void normWeightsBack(
            float[] x,
            float[] dx,
            float[] gradient,
            int xAt,
            int yAt,
            int scaleAt,
            int shiftAt,
            int keptAt,
            int from,
            int to,
            int rows,
            int columns) {
        for (@Parallel int pass = 0; pass < to - from; pass++) {
            int c = from + pass;
            float scale = 0;
            float shift = 0;
            for (int r = 0; r < rows; r++) {
                float dy = dx[yAt + r * columns + c];
                scale += dy * (x[xAt + r * columns + c] - x[keptAt + 2 * r]) * x[keptAt + 2 * r + 1];
                shift += dy;
            }
            gradient[scaleAt + c] += scale;
            if (shiftAt >= 0) {
                gradient[shiftAt + c] += shift;
            }
        }
    }

    /// Turns the halves of each head by angles that grow with the place (Su et al. 2021).
    ///
    /// @param x     in rows of `xStep`
    /// @param turns cosine and sine, for each place and each of `pairs`
    /// @param way  1, or -1 for the way back
    public static void turned(
            float[] x,
            float[] y,
            float[] turns,
            int[] inputs,
            int xAt,
            int xStep,
            int yAt,
            int yStep,
            int from,
            int to,
            int heads,
            int pairs,
            int turnsAt,
            int startAt,
            int length,
            int places,
            int way,
            int add) {
        for (@Parallel int pass = 0; pass < to - from; pass++) {
            int r = from + pass;
            for (@Parallel int i = 0; i < heads * pairs; i++) {
                int head = i / pairs;
                int pair = i - head * pairs;
                int place = inputs[startAt] + r % length;
                int turn = turnsAt + ((place < places ? place : places - 1) * pairs + pair) * 2;
                float cos = turns[turn];
                float sin = way * turns[turn + 1];
                int o = xAt + r * xStep + head * 2 * pairs + pair;
                int p = yAt + r * yStep + head * 2 * pairs + pair;
                float one = x[o] * cos - x[o + pairs] * sin;
                float two = x[o + pairs] * cos + x[o] * sin;
                y[p] = add == 0 ? one : y[p] + one;
                y[p + pairs] = add == 0 ? two : y[p + pairs] + two;
            }
        }
    }

    /// A vector for each text: its first or last token's, or the mean of all.
    ///
    /// @param lengthsAt where `inputs` has how many tokens of each text are real
    public static void pooled(
            float[] x,
            int[] inputs,
            int xAt,
            int yAt,
            int lengthsAt,
            int from,
            int to,
            int length,
            int columns,
            int how) {
        for (@Parallel int pass = 0; pass < to - from; pass++) {
            int b = from + pass;
            for (@Parallel int c = 0; c < columns; c++) {
                int count = inputs[lengthsAt + b];
                int first = how == LAST ? count - 1 : 0;
                int last = how == FIRST ? 1 : count;
                float sum = 0;
                for (int t = first; t < last; t++) {
                    sum += x[xAt + (b * length + t) * columns + c];
                }
                x[yAt + b * columns + c] = sum / (last - first);
            }
        }
    }

    /// @param to texts
    public static void pooledBack(
            float[] dx,
            int[] inputs,
            int xAt,
            int yAt,
            int lengthsAt,
            int from,
            int to,
            int length,
            int columns,
            int how,
            int add) {
        for (@Parallel int pass = 0; pass < to - from; pass++) {
            int b = from + pass;
            for (@Parallel int c = 0; c < columns; c++) {
                int count = inputs[lengthsAt + b];
                int first = how == LAST ? count - 1 : 0;
                int last = how == FIRST ? 1 : count;
                float v = dx[yAt + b * columns + c] / (last - first);
                for (int t = 0; t < length; t++) {
                    int o = xAt + (b * length + t) * columns + c;
                    float mine = t >= first && t < last ? v : 0;
                    dx[o] = add == 0 ? mine : dx[o] + mine;
                }
            }
        }
    }

    /// Copies the first `inputs[startAt + 1]` rows into a cache, behind the `inputs[startAt]` that it holds.
    public static void stored(
            float[] x,
            float[] cache,
            int[] inputs,
            int xAt,
            int xStep,
            int cacheAt,
            int startAt,
            int from,
            int to,
            int columns) {
        for (@Parallel int pass = 0; pass < to - from; pass++) {
            int r = from + pass;
            for (@Parallel int c = 0; c < columns; c++) {
                if (r < inputs[startAt + 1]) {
                    cache[cacheAt + (inputs[startAt] + r) * columns + c] = x[xAt + r * xStep + c];
                }
            }
        }
    }
}
