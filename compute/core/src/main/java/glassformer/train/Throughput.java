package glassformer.train;

/// Tokens a second over the last steps, so that one slow step does not make the number jump.
final class Throughput {
    private static final int STEPS = 20;

    private final int tokensPerStep;
    private final long[] nanos = new long[STEPS];
    private int count;

    Throughput(int tokensPerStep) {
        this.tokensPerStep = tokensPerStep;
    }

    void add(long stepNanos) {
        nanos[count++ % STEPS] = Math.max(1, stepNanos);
    }

    /// NaN before the first step.
    double tokensPerSecond() {
        int kept = Math.min(count, STEPS);
        long sum = 0;
        for (int i = 0; i < kept; i++) {
            sum += nanos[i];
        }
        return kept == 0 ? Double.NaN : (double) tokensPerStep * kept / sum * 1e9;
    }
}
