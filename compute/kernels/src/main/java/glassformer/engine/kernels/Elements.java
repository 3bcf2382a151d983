package glassformer.engine.kernels;

/// Kernels that treat each value alone.
public final class Elements {
    static final int GELU = 0;
    static final int GELU_TANH = 1;
    static final int RELU = 2;
    static final int SILU = 3;
    static final int TANH = 4;

    private Elements() {}

    /// `y = factor x`, or added to y.
    public static void scaled(float[] x, float[] y, int xAt, int yAt, int from, int to, float factor, int add) {
        for (@Parallel int i = from; i < to; i++) {
            float v = factor * x[xAt + i];
            y[yAt + i] = add == 0 ? v : y[yAt + i] + v;
        }
    }

    /// `y = a + b`
    public static void added(float[] a, float[] b, float[] y, int aAt, int bAt, int yAt, int from, int to) {
        for (@Parallel int i = from; i < to; i++) {
            y[yAt + i] = a[aAt + i] + b[bAt + i];
        }
    }

    /// Leaves values out at random and scales the others up (Srivastava et al. 2014), or added to y. The same
    /// numbers decide in the backward pass.
    ///
    /// @param together how many neighbours share one decision
    /// @param stream   this layer's own
    /// @param at       where `inputs` has whether to drop at all, and the seed
    public static void dropped(
            float[] x,
            float[] y,
            int[] inputs,
            int xAt,
            int yAt,
            int from,
            int to,
            float probability,
            int together,
            int stream,
            int at,
            int add) {
        for (@Parallel int i = from; i < to; i++) {
            float keep = 1;
            if (inputs[at] != 0) {
                float u = Numbers.even(inputs[at + 1], stream, i / together);
                keep = u < probability ? 0 : 1 / (1 - probability);
            }
            float v = keep * x[xAt + i];
            y[yAt + i] = add == 0 ? v : y[yAt + i] + v;
        }
    }

    public static void activated(float[] x, float[] y, int xAt, int yAt, int from, int to, int kind) {
        for (@Parallel int i = from; i < to; i++) {
            y[yAt + i] = value(kind, x[xAt + i]);
        }
    }

    /// @param dy the slope of the activation's result
    public static void activatedBack(
            float[] x, float[] dy, float[] dx, int xAt, int dyAt, int dxAt, int from, int to, int kind, int add) {
        for (@Parallel int i = from; i < to; i++) {
            float v = dy[dyAt + i] * slope(kind, x[xAt + i]);
            dx[dxAt + i] = add == 0 ? v : dx[dxAt + i] + v;
        }
    }

    /// `y = activation(gate) up` (Shazeer 2020)
    public static void gated(
            float[] gate, float[] up, float[] y, int gateAt, int upAt, int yAt, int from, int to, int kind) {
        for (@Parallel int i = from; i < to; i++) {
            y[yAt + i] = value(kind, gate[gateAt + i]) * up[upAt + i];
        }
    }

    /// Gate and up are in `x`, their slopes in `dx`, each in the same place.
    public static void gatedBack(
            float[] x, float[] dx, int gateAt, int upAt, int yAt, int from, int to, int kind) {
        for (@Parallel int i = from; i < to; i++) {
            float dy = dx[yAt + i];
            float g = x[gateAt + i];
            dx[upAt + i] = dy * value(kind, g);
            dx[gateAt + i] = dy * x[upAt + i] * slope(kind, g);
        }
    }

    private static float value(int kind, float x) {
        if (kind == GELU) {
            return 0.5f * x * (1 + Numbers.erf(x * 0.70710678f));
        }
        if (kind == GELU_TANH) {
            return 0.5f * x * (1 + Numbers.tanh(0.79788456f * (x + 0.044715f * x * x * x)));
        }
        if (kind == RELU) {
            return x > 0 ? x : 0;
        }
        if (kind == SILU) {
            return x * Numbers.sigmoid(x);
        }
        return Numbers.tanh(x);
    }

    private static float slope(int kind, float x) {
        if (kind == GELU) {
            return 0.5f * (1 + Numbers.erf(x * 0.70710678f)) + x * 0.39894228f * Numbers.exp(-0.5f * x * x);
        }
        if (kind == GELU_TANH) {
            float t = Numbers.tanh(0.79788456f * (x + 0.044715f * x * x * x));
            return 0.5f * (1 + t) + 0.5f * x * (1 - t * t) * 0.79788456f * (1 + 0.134145f * x * x);
        }
        if (kind == RELU) {
            return x > 0 ? 1 : 0;
        }
        if (kind == SILU) {
            float s = Numbers.sigmoid(x);
            return s * (1 + x * (1 - s));
        }
        float t = Numbers.tanh(x);
        return 1 - t * t;
    }
}
