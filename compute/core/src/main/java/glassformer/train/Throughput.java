package glassformer.train;

/// Tokens a second over the last steps, so that one slow step does not make the number jump.
final class Throughput {
    private static final int STEPS = 20;

    private final long[] tokens = new long[STEPS];
    private final long[] nanos = new long[STEPS];
    private int count;

    void add(long stepTokens, long stepNanos) {
        tokens[count % STEPS] = stepTokens;
        nanos[count++ % STEPS] = Math.max(1, stepNanos);
    }

    /// NaN before the first step.
    double tokensPerSecond() {
        int kept = Math.min(count, STEPS);
        long allTokens = 0;
        long allNanos = 0;
        for (int i = 0; i < kept; i++) {
            allTokens += tokens[i];
            allNanos += nanos[i];
        }
        return kept == 0 ? Double.NaN : (double) allTokens / allNanos * 1e9;
    }
}
