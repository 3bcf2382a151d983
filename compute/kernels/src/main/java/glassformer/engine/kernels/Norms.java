package glassformer.engine.kernels;

import java.util.List;

/// Kernels of normalization.
public final class Norms {
    private Norms() {}

    /// LayerNorm (Ba et al. 2016), or RMSNorm (Zhang & Sennrich 2019) where `centred` is 0. Keeps each row's mean and
    /// what it is divided by.
    ///
    /// @param shiftAt -1 for none
    /// @param keptAt  two values a row
    static Call norm(
            Floats x,
            Floats weights,
            int xAt,
            int yAt,
            int scaleAt,
            int shiftAt,
            int keptAt,
            int columns,
            float epsilon,
            int centred,
            int rows) {
        return new Call(
                Kernel.NORM,
                List.of(x, weights),
                List.of(),
                new int[] {0, rows, xAt, yAt, scaleAt, shiftAt, keptAt, columns, centred},
                new float[] {epsilon});
    }

    /// [#norm]
    public static void normed(float[] x, float[] weights, int[] p, float[] f) {
        int from = p[0];
        int count = p[1] - from;
        int xAt = p[2];
        int yAt = p[3];
        int scaleAt = p[4];
        int shiftAt = p[5];
        int keptAt = p[6];
        int columns = p[7];
        int centred = p[8];
        float epsilon = f[0];
        for (@Parallel int pass = 0; pass < count; pass++) {
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

    /// The slopes of what went into a norm from those of what came out.
    ///
    /// @param add 1 adds to the slopes that are there
    static Call normBack(
            Floats x,
            Floats dx,
            Floats weights,
            int xAt,
            int yAt,
            int scaleAt,
            int keptAt,
            int columns,
            int centred,
            int add,
            int rows) {
        return new Call(
                Kernel.NORM_BACK,
                List.of(x, dx, weights),
                List.of(),
                new int[] {0, rows, xAt, yAt, scaleAt, keptAt, columns, centred, add},
                new float[] {});
    }

    /// [#normBack]
    public static void normedBack(float[] x, float[] dx, float[] weights, int[] p) {
        int from = p[0];
        int count = p[1] - from;
        int xAt = p[2];
        int yAt = p[3];
        int scaleAt = p[4];
        int keptAt = p[5];
        int columns = p[6];
        int centred = p[7];
        int add = p[8];
        for (@Parallel int pass = 0; pass < count; pass++) {
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
    static Call normWeightsBack(
            Floats x,
            Floats dx,
            Floats gradient,
            int xAt,
            int yAt,
            int scaleAt,
            int shiftAt,
            int keptAt,
            int rows,
            int columns) {
        return new Call(
                Kernel.NORM_WEIGHTS_BACK,
                List.of(x, dx, gradient),
                List.of(),
                new int[] {0, columns, xAt, yAt, scaleAt, shiftAt, keptAt, rows, columns},
                new float[] {});
    }

    /// [#normWeightsBack]
    public static void normedWeightsBack(float[] x, float[] dx, float[] gradient, int[] p) {
        int from = p[0];
        int count = p[1] - from;
        int xAt = p[2];
        int yAt = p[3];
        int scaleAt = p[4];
        int shiftAt = p[5];
        int keptAt = p[6];
        int rows = p[7];
        int columns = p[8];
        for (@Parallel int pass = 0; pass < count; pass++) {
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
}
