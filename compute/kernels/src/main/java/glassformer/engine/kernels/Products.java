package glassformer.engine.kernels;

import java.util.List;

/// Matrix products. A thread computes a tile of 4 x 8 values, whose sums stay in registers: on a processor with vector
/// units each row of the tile is one vector.
///
/// Matrices move on from text to text and from head to head, so that the heads of a batch are one call. `z` counts
// texts
/// times heads.
public final class Products {
    /// Rows and columns of a tile.
    public static final int ROWS = 4;

    public static final int COLUMNS = 8;

    private Products() {}

    /// `C = A B + bias`, or added to C, for each of `z / heads` texts and each head. The columns of B and C are
    // neighbours
    /// in memory.
    ///
    /// @param m      rows of A and C
    /// @param n      columns of B and C
    /// @param k      columns of A, rows of B
    /// @param biasAt where the bias begins; -1 for none
    /// @param add    1 adds to what C holds
    static Call product(
            Side a, Side b, Side c, Floats bias, int heads, int m, int n, int k, int z, int biasAt, int add) {
        int tiles = Math.multiplyExact(z, Math.multiplyExact(Math.ceilDiv(m, ROWS), Math.ceilDiv(n, COLUMNS)));
        return new Call(
                Kernel.PRODUCT,
                List.of(a.array(), b.array(), c.array(), bias),
                List.of(),
                new int[] {
                    0, tiles, m, n, k, biasAt, add, heads, a.at(), a.step(), a.along(), a.text(), a.head(), a.group(),
                    b.at(), b.step(), b.text(), b.head(), b.group(), c.at(), c.step(), c.text(), c.head()
                },
                new float[] {});
    }

    /// [#product]
    public static void multiplied(float[] a, float[] b, float[] c, float[] bias, int[] p) {
        int from = p[0];
        int count = p[1] - from;
        int m = p[2];
        int n = p[3];
        int k = p[4];
        int biasAt = p[5];
        int add = p[6];
        int heads = p[7];
        int ai = p[9];
        int ap = p[10];
        int bp = p[15];
        int ci = p[20];
        int across = (n + 7) / 8;
        int down = (m + 3) / 4;
        for (@Parallel int pass = 0; pass < count; pass++) {
            int tile = from + pass;
            int row = tile / across;
            int s = row / down;
            int i = (row - s * down) * 4;
            int j = (tile - row * across) * 8;
            int text = s / heads;
            int head = s - text * heads;
            int ao = p[8] + text * p[11] + (head / p[13]) * p[12];
            int bo = p[14] + text * p[16] + (head / p[18]) * p[17];
            int co = p[19] + text * p[21] + head * p[22] + i * ci + j;
            // Of one condition, not two: TornadoVM 5.2 runs the other branch as well where an `&&` comes before an
            // `else`.
            int spare = (m - i - 4) | (n - j - 8);
            if (spare >= 0) {
                float c00 = 0;
                float c01 = 0;
                float c02 = 0;
                float c03 = 0;
                float c04 = 0;
                float c05 = 0;
                float c06 = 0;
                float c07 = 0;
                float c10 = 0;
                float c11 = 0;
                float c12 = 0;
                float c13 = 0;
                float c14 = 0;
                float c15 = 0;
                float c16 = 0;
                float c17 = 0;
                float c20 = 0;
                float c21 = 0;
                float c22 = 0;
                float c23 = 0;
                float c24 = 0;
                float c25 = 0;
                float c26 = 0;
                float c27 = 0;
                float c30 = 0;
                float c31 = 0;
                float c32 = 0;
                float c33 = 0;
                float c34 = 0;
                float c35 = 0;
                float c36 = 0;
                float c37 = 0;
                int x = ao + i * ai;
                int y = bo + j;
                for (int t = 0; t < k; t++) {
                    float b0 = b[y];
                    float b1 = b[y + 1];
                    float b2 = b[y + 2];
                    float b3 = b[y + 3];
                    float b4 = b[y + 4];
                    float b5 = b[y + 5];
                    float b6 = b[y + 6];
                    float b7 = b[y + 7];
                    float a0 = a[x];
                    float a1 = a[x + ai];
                    float a2 = a[x + 2 * ai];
                    float a3 = a[x + 3 * ai];
                    c00 += a0 * b0;
                    c01 += a0 * b1;
                    c02 += a0 * b2;
                    c03 += a0 * b3;
                    c04 += a0 * b4;
                    c05 += a0 * b5;
                    c06 += a0 * b6;
                    c07 += a0 * b7;
                    c10 += a1 * b0;
                    c11 += a1 * b1;
                    c12 += a1 * b2;
                    c13 += a1 * b3;
                    c14 += a1 * b4;
                    c15 += a1 * b5;
                    c16 += a1 * b6;
                    c17 += a1 * b7;
                    c20 += a2 * b0;
                    c21 += a2 * b1;
                    c22 += a2 * b2;
                    c23 += a2 * b3;
                    c24 += a2 * b4;
                    c25 += a2 * b5;
                    c26 += a2 * b6;
                    c27 += a2 * b7;
                    c30 += a3 * b0;
                    c31 += a3 * b1;
                    c32 += a3 * b2;
                    c33 += a3 * b3;
                    c34 += a3 * b4;
                    c35 += a3 * b5;
                    c36 += a3 * b6;
                    c37 += a3 * b7;
                    x += ap;
                    y += bp;
                }
                if (biasAt >= 0) {
                    int q = biasAt + j;
                    float b0 = bias[q];
                    float b1 = bias[q + 1];
                    float b2 = bias[q + 2];
                    float b3 = bias[q + 3];
                    float b4 = bias[q + 4];
                    float b5 = bias[q + 5];
                    float b6 = bias[q + 6];
                    float b7 = bias[q + 7];
                    c00 += b0;
                    c01 += b1;
                    c02 += b2;
                    c03 += b3;
                    c04 += b4;
                    c05 += b5;
                    c06 += b6;
                    c07 += b7;
                    c10 += b0;
                    c11 += b1;
                    c12 += b2;
                    c13 += b3;
                    c14 += b4;
                    c15 += b5;
                    c16 += b6;
                    c17 += b7;
                    c20 += b0;
                    c21 += b1;
                    c22 += b2;
                    c23 += b3;
                    c24 += b4;
                    c25 += b5;
                    c26 += b6;
                    c27 += b7;
                    c30 += b0;
                    c31 += b1;
                    c32 += b2;
                    c33 += b3;
                    c34 += b4;
                    c35 += b5;
                    c36 += b6;
                    c37 += b7;
                }
                int o = co;
                if (add == 0) {
                    c[o] = c00;
                    c[o + 1] = c01;
                    c[o + 2] = c02;
                    c[o + 3] = c03;
                    c[o + 4] = c04;
                    c[o + 5] = c05;
                    c[o + 6] = c06;
                    c[o + 7] = c07;
                    o += ci;
                    c[o] = c10;
                    c[o + 1] = c11;
                    c[o + 2] = c12;
                    c[o + 3] = c13;
                    c[o + 4] = c14;
                    c[o + 5] = c15;
                    c[o + 6] = c16;
                    c[o + 7] = c17;
                    o += ci;
                    c[o] = c20;
                    c[o + 1] = c21;
                    c[o + 2] = c22;
                    c[o + 3] = c23;
                    c[o + 4] = c24;
                    c[o + 5] = c25;
                    c[o + 6] = c26;
                    c[o + 7] = c27;
                    o += ci;
                    c[o] = c30;
                    c[o + 1] = c31;
                    c[o + 2] = c32;
                    c[o + 3] = c33;
                    c[o + 4] = c34;
                    c[o + 5] = c35;
                    c[o + 6] = c36;
                    c[o + 7] = c37;
                } else {
                    c[o] += c00;
                    c[o + 1] += c01;
                    c[o + 2] += c02;
                    c[o + 3] += c03;
                    c[o + 4] += c04;
                    c[o + 5] += c05;
                    c[o + 6] += c06;
                    c[o + 7] += c07;
                    o += ci;
                    c[o] += c10;
                    c[o + 1] += c11;
                    c[o + 2] += c12;
                    c[o + 3] += c13;
                    c[o + 4] += c14;
                    c[o + 5] += c15;
                    c[o + 6] += c16;
                    c[o + 7] += c17;
                    o += ci;
                    c[o] += c20;
                    c[o + 1] += c21;
                    c[o + 2] += c22;
                    c[o + 3] += c23;
                    c[o + 4] += c24;
                    c[o + 5] += c25;
                    c[o + 6] += c26;
                    c[o + 7] += c27;
                    o += ci;
                    c[o] += c30;
                    c[o + 1] += c31;
                    c[o + 2] += c32;
                    c[o + 3] += c33;
                    c[o + 4] += c34;
                    c[o + 5] += c35;
                    c[o + 6] += c36;
                    c[o + 7] += c37;
                }
            } else {
                // The rim of the matrix, one value at a time.
                for (int r = 0; r < 4; r++) {
                    for (int q = 0; q < 8; q++) {
                        if (i + r < m && j + q < n) {
                            int x = ao + (i + r) * ai;
                            int y = bo + j + q;
                            float sum = 0;
                            for (int t = 0; t < k; t++) {
                                sum += a[x] * b[y];
                                x += ap;
                                y += bp;
                            }
                            if (biasAt >= 0) {
                                sum += bias[biasAt + j + q];
                            }
                            int o = co + r * ci + q;
                            c[o] = add == 0 ? sum : c[o] + sum;
                        }
                    }
                }
            }
        }
    }

    /// Rows become columns, for each of `z / heads` texts and each head: `y[s, j, i] = x[s, i, j]`.
    static Call transpose(Side x, Floats y, int heads, int rows, int columns, int z) {
        return new Call(
                Kernel.TRANSPOSE,
                List.of(x.array(), y),
                List.of(),
                new int[] {0, Math.multiplyExact(z, columns), rows, columns, heads, x.at(), x.step(), x.text(), x.head()
                },
                new float[] {});
    }

    /// [#transpose]
    public static void transposed(float[] x, float[] y, int[] p) {
        int from = p[0];
        int count = p[1] - from;
        int rows = p[2];
        int columns = p[3];
        int heads = p[4];
        int at = p[5];
        int step = p[6];
        for (@Parallel int pass = 0; pass < count; pass++) {
            int column = from + pass;
            int s = column / columns;
            int text = s / heads;
            int head = s - text * heads;
            int o = at + text * p[7] + head * p[8] + column - s * columns;
            for (int i = 0; i < rows; i++) {
                y[column * rows + i] = x[o + i * step];
            }
        }
    }

    /// Adds a matrix's column sums: the gradient of a bias.
    static Call sumColumns(Floats x, Floats y, int xAt, int yAt, int rows, int columns) {
        return new Call(
                Kernel.COLUMN_SUMS,
                List.of(x, y),
                List.of(),
                new int[] {0, columns, xAt, yAt, rows, columns},
                new float[] {});
    }

    /// [#sumColumns]
    public static void columnSums(float[] x, float[] y, int[] p) {
        int from = p[0];
        int count = p[1] - from;
        int xAt = p[2];
        int yAt = p[3];
        int rows = p[4];
        int columns = p[5];
        for (@Parallel int pass = 0; pass < count; pass++) {
            int j = from + pass;
            float sum = 0;
            for (int i = 0; i < rows; i++) {
                sum += x[xAt + i * columns + j];
            }
            y[yAt + j] += sum;
        }
    }
}
