package glassformer.blueprint;

/// The vectors that [Layer.SinusoidalPosition] adds, as a table for targets that have only tables (Vaswani et al. 2017,
/// section 3.5).
public final class SinusoidTable {
    private static final double BASE = 10_000;

    private SinusoidTable() {}

    /// `(contextLength, C)`, row-major.
    public static float[] of(Layer.SinusoidalPosition position) {
        int dim = position.dim();
        float[] table = new float[position.contextLength() * dim];
        for (int t = 0; t < position.contextLength(); t++) {
            for (int i = 0; i < dim / 2; i++) {
                double angle = t / Math.pow(BASE, 2.0 * i / dim);
                int sin =
                        switch (position.layout()) {
                            case INTERLEAVED -> 2 * i;
                            case HALVES -> i;
                        };
                int cos =
                        switch (position.layout()) {
                            case INTERLEAVED -> 2 * i + 1;
                            case HALVES -> dim / 2 + i;
                        };
                table[t * dim + sin] = (float) Math.sin(angle);
                table[t * dim + cos] = (float) Math.cos(angle);
            }
        }
        return table;
    }
}
