package glassformer.engine.kernels;

import java.util.List;

/// Kernels that copy rows: out of tables of embeddings and back, and into a cache of keys and values.
public final class Tables {
    private Tables() {}

    /// Adds a row of a table to each vector, or begins with it. The row is the token's id; or, without ids, its place
    /// in its text.
    ///
    /// @param xAt     what the row is added to; -1 for nothing
    /// @param idsAt   where `inputs` has the ids; -1 for places
    /// @param startAt where it has the place of the first token of each text
    /// @param offset  of places in the table
    /// @param length  of a text
    /// @param places  how many there are; rows behind a text that is continued take the last
    static Call gather(
            Floats table,
            Floats x,
            Ints inputs,
            int tableAt,
            int xAt,
            int yAt,
            int columns,
            int idsAt,
            int startAt,
            int offset,
            int length,
            int places,
            int rows) {
        return new Call(
                Kernel.GATHER,
                List.of(table, x),
                List.of(inputs),
                new int[] {
                    0,
                    Math.multiplyExact(rows, columns),
                    tableAt,
                    xAt,
                    yAt,
                    columns,
                    idsAt,
                    startAt,
                    offset,
                    length,
                    places
                },
                new float[] {});
    }

    /// [#gather]
    public static void gathered(float[] table, float[] x, int[] inputs, int[] p) {
        int from = p[0];
        int count = p[1] - from;
        int tableAt = p[2];
        int xAt = p[3];
        int yAt = p[4];
        int columns = p[5];
        int idsAt = p[6];
        int startAt = p[7];
        int offset = p[8];
        int length = p[9];
        int places = p[10];
        for (@Parallel int pass = 0; pass < count; pass++) {
            int at = from + pass;
            int r = at / columns;
            int c = at - r * columns;
            int place = inputs[startAt] + r % length;
            int row = idsAt >= 0 ? inputs[idsAt + r] : offset + (place < places ? place : places - 1);
            float v = table[tableAt + row * columns + c];
            x[yAt + r * columns + c] = xAt < 0 ? v : x[xAt + r * columns + c] + v;
        }
    }

    /// Adds each vector's slope to its row's.
    static Call scatter(
            Floats dx,
            Floats dTable,
            Ints inputs,
            int dxAt,
            int tableAt,
            int rows,
            int columns,
            int idsAt,
            int offset,
            int length) {
        return new Call(
                Kernel.SCATTER,
                List.of(dx, dTable),
                List.of(inputs),
                new int[] {0, columns, dxAt, tableAt, rows, columns, idsAt, offset, length},
                new float[] {});
    }

    /// [#scatter]
    public static void scattered(float[] dx, float[] dTable, int[] inputs, int[] p) {
        int from = p[0];
        int count = p[1] - from;
        int dxAt = p[2];
        int tableAt = p[3];
        int rows = p[4];
        int columns = p[5];
        int idsAt = p[6];
        int offset = p[7];
        int length = p[8];
        for (@Parallel int pass = 0; pass < count; pass++) {
            int c = from + pass;
            for (int r = 0; r < rows; r++) {
                int row = idsAt >= 0 ? inputs[idsAt + r] : offset + r % length;
                dTable[tableAt + row * columns + c] += dx[dxAt + r * columns + c];
            }
        }
    }

    /// Copies the first `inputs[startAt + 1]` rows into a cache, behind the `inputs[startAt]` that it holds.
    static Call store(
            Floats x, Floats cache, Ints inputs, int xAt, int xStep, int cacheAt, int startAt, int columns, int rows) {
        return new Call(
                Kernel.STORE,
                List.of(x, cache),
                List.of(inputs),
                new int[] {0, Math.multiplyExact(rows, columns), xAt, xStep, cacheAt, startAt, columns},
                new float[] {});
    }

    /// [#store]
    public static void stored(float[] x, float[] cache, int[] inputs, int[] p) {
        int from = p[0];
        int count = p[1] - from;
        int xAt = p[2];
        int xStep = p[3];
        int cacheAt = p[4];
        int startAt = p[5];
        int columns = p[6];
        for (@Parallel int pass = 0; pass < count; pass++) {
            int at = from + pass;
            int r = at / columns;
            int c = at - r * columns;
            if (r < inputs[startAt + 1]) {
                cache[cacheAt + (inputs[startAt] + r) * columns + c] = x[xAt + r * xStep + c];
            }
        }
    }
}
