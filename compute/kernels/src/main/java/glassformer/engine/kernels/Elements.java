package glassformer.engine.kernels;

import java.util.List;

/// Kernels that treat each value alone.
public final class Elements {
    static final int GELU = 0;
    static final int GELU_TANH = 1;
    static final int RELU = 2;
    static final int SILU = 3;
    static final int TANH = 4;

    private Elements() {}

    /// `y = factor x`, or added to y.
    static Call scale(Floats x, Floats y, int xAt, int yAt, float factor, int add, int span) {
        return new Call(
                Kernel.SCALE, List.of(x, y), List.of(), new int[] {0, span, xAt, yAt, add}, new float[] {factor});
    }

    /// [#scale]
    public static void scaled(float[] x, float[] y, int[] p, float[] f) {
        int from = p[0];
        int count = p[1] - from;
        int xAt = p[2];
        int yAt = p[3];
        int add = p[4];
        float factor = f[0];
        for (@Parallel int pass = 0; pass < count; pass++) {
            int i = from + pass;
            float v = factor * x[xAt + i];
            y[yAt + i] = add == 0 ? v : y[yAt + i] + v;
        }
    }

    /// `y = a + b`
    static Call add(Floats a, Floats b, Floats y, int aAt, int bAt, int yAt, int span) {
        return new Call(Kernel.ADD, List.of(a, b, y), List.of(), new int[] {0, span, aAt, bAt, yAt}, new float[] {});
    }

    /// [#add]
    public static void added(float[] a, float[] b, float[] y, int[] p) {
        int from = p[0];
        int count = p[1] - from;
        int aAt = p[2];
        int bAt = p[3];
        int yAt = p[4];
        for (@Parallel int pass = 0; pass < count; pass++) {
            int i = from + pass;
            y[yAt + i] = a[aAt + i] + b[bAt + i];
        }
    }

    /// Leaves values out at random and scales the others up (Srivastava et al. 2014), or added to y. The same
    /// numbers decide in the backward pass.
    ///
    /// @param together how many neighbours share one decision
    /// @param stream   this layer's own
    /// @param at       where `inputs` has whether to drop at all, and the seed
    static Call drop(
            Floats x,
            Floats y,
            Ints inputs,
            int xAt,
            int yAt,
            float probability,
            int together,
            int stream,
            int at,
            int add,
            int span) {
        return new Call(
                Kernel.DROP,
                List.of(x, y),
                List.of(inputs),
                new int[] {0, span, xAt, yAt, together, stream, at, add},
                new float[] {probability});
    }

    /// [#drop]
    public static void dropped(float[] x, float[] y, int[] inputs, int[] p, float[] f) {
        int from = p[0];
        int count = p[1] - from;
        int xAt = p[2];
        int yAt = p[3];
        int together = p[4];
        int stream = p[5];
        int at = p[6];
        int add = p[7];
        float probability = f[0];
        for (@Parallel int pass = 0; pass < count; pass++) {
            int i = from + pass;
            float keep = 1;
            if (inputs[at] != 0) {
                float u = Numbers.even(inputs[at + 1], stream, i / together);
                keep = u < probability ? 0 : 1 / (1 - probability);
            }
            float v = keep * x[xAt + i];
            y[yAt + i] = add == 0 ? v : y[yAt + i] + v;
        }
    }

    /// `y = activation(x)`, value by value.
    ///
    /// @param kind GELU is 0, its approximation by tanh 1, ReLU 2, SiLU 3, tanh 4
    static Call activate(Floats x, Floats y, int xAt, int yAt, int kind, int span) {
        return new Call(Kernel.ACTIVATE, List.of(x, y), List.of(), new int[] {0, span, xAt, yAt, kind}, new float[] {});
    }

    /// [#activate]
    public static void activated(float[] x, float[] y, int[] p) {
        int from = p[0];
        int count = p[1] - from;
        int xAt = p[2];
        int yAt = p[3];
        int kind = p[4];
        for (@Parallel int pass = 0; pass < count; pass++) {
            int i = from + pass;
            y[yAt + i] = value(kind, x[xAt + i]);
        }
    }

    /// `dx = dy activation'(x)`, or added to dx.
    ///
    /// @param dy the slope of the activation's result
    static Call activateBack(Floats x, Floats dy, Floats dx, int xAt, int dyAt, int dxAt, int kind, int add, int span) {
        return new Call(
                Kernel.ACTIVATE_BACK,
                List.of(x, dy, dx),
                List.of(),
                new int[] {0, span, xAt, dyAt, dxAt, kind, add},
                new float[] {});
    }

    /// [#activateBack]
    public static void activatedBack(float[] x, float[] dy, float[] dx, int[] p) {
        int from = p[0];
        int count = p[1] - from;
        int xAt = p[2];
        int dyAt = p[3];
        int dxAt = p[4];
        int kind = p[5];
        int add = p[6];
        for (@Parallel int pass = 0; pass < count; pass++) {
            int i = from + pass;
            float v = dy[dyAt + i] * slope(kind, x[xAt + i]);
            dx[dxAt + i] = add == 0 ? v : dx[dxAt + i] + v;
        }
    }

    /// `y = activation(gate) up` (Shazeer 2020)
    static Call gate(Floats gate, Floats up, Floats y, int gateAt, int upAt, int yAt, int kind, int span) {
        return new Call(
                Kernel.GATE,
                List.of(gate, up, y),
                List.of(),
                new int[] {0, span, gateAt, upAt, yAt, kind},
                new float[] {});
    }

    /// [#gate]
    public static void gated(float[] gate, float[] up, float[] y, int[] p) {
        int from = p[0];
        int count = p[1] - from;
        int gateAt = p[2];
        int upAt = p[3];
        int yAt = p[4];
        int kind = p[5];
        for (@Parallel int pass = 0; pass < count; pass++) {
            int i = from + pass;
            y[yAt + i] = value(kind, gate[gateAt + i]) * up[upAt + i];
        }
    }

    /// Gate and up are in `x`, their slopes in `dx`, each in the same place.
    static Call gateBack(Floats x, Floats dx, int gateAt, int upAt, int yAt, int kind, int span) {
        return new Call(
                Kernel.GATE_BACK,
                List.of(x, dx),
                List.of(),
                new int[] {0, span, gateAt, upAt, yAt, kind},
                new float[] {});
    }

    /// [#gateBack]
    public static void gatedBack(float[] x, float[] dx, int[] p) {
        int from = p[0];
        int count = p[1] - from;
        int gateAt = p[2];
        int upAt = p[3];
        int yAt = p[4];
        int kind = p[5];
        for (@Parallel int pass = 0; pass < count; pass++) {
            int i = from + pass;
            float dy = dx[yAt + i];
            float g = x[gateAt + i];
            dx[upAt + i] = dy * value(kind, g);
            dx[gateAt + i] = dy * x[upAt + i] * slope(kind, g);
        }
    }

    /// What the exponential is taken of, once for each value: compilers for devices take in only short functions.
    private static float exponent(int kind, float x) {
        if (kind == GELU) {
            return -0.5f * x * x;
        }
        if (kind == GELU_TANH) {
            return 1.59576912f * (x + 0.044715f * x * x * x);
        }
        return kind == SILU ? -x : 2 * x;
    }

    /// The activation itself.
    private static float value(int kind, float x) {
        float e = Numbers.exp(exponent(kind, x));
        if (kind == GELU) {
            return 0.5f * x * (1 + erf(x, e));
        }
        if (kind == GELU_TANH) {
            return 0.5f * x * (2 - 2 / (e + 1));
        }
        if (kind == RELU) {
            return x > 0 ? x : 0;
        }
        if (kind == SILU) {
            return x / (1 + e);
        }
        return 1 - 2 / (e + 1);
    }

    /// Its derivative.
    private static float slope(int kind, float x) {
        float e = Numbers.exp(exponent(kind, x));
        if (kind == GELU) {
            return 0.5f * (1 + erf(x, e)) + x * 0.39894228f * e;
        }
        if (kind == RELU) {
            return x > 0 ? 1 : 0;
        }
        if (kind == SILU) {
            float s = 1 / (1 + e);
            return s * (1 + x * (1 - s));
        }
        float t = 1 - 2 / (e + 1);
        float whole = 1 - t * t;
        return kind == TANH ? whole : 0.5f * (1 + t) + 0.5f * x * whole * 0.79788456f * (1 + 0.134145f * x * x);
    }

    /// The error function of `x / sqrt(2)`, to 1.5e-7 (Abramowitz & Stegun 1964, 7.1.26).
    ///
    /// @param e `e^(-x^2 / 2)`
    private static float erf(float x, float e) {
        float a = (x < 0 ? -x : x) * 0.70710678f;
        float t = 1 / (1 + 0.3275911f * a);
        float p = 1.061405429f;
        p = p * t - 1.453152027f;
        p = p * t + 1.421413741f;
        p = p * t - 0.284496736f;
        p = p * t + 0.254829592f;
        float y = 1 - p * t * e;
        return x < 0 ? -y : y;
    }
}
