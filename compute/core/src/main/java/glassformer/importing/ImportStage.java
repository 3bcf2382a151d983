package glassformer.importing;

/// What an import is at. Shares of the whole time are guesses, so that one bar can show all of it.
public enum ImportStage {
    READ(0, 0.05),
    WRITE(0.05, 0.85),
    CHECK(0.85, 0.98),
    FINISH(0.98, 1);

    private final double from;
    private final double to;

    ImportStage(double from, double to) {
        this.from = from;
        this.to = to;
    }

    /// How far the whole is when this stage is at a fraction of itself.
    double overall(double fraction) {
        return from + (to - from) * Math.clamp(fraction, 0, 1);
    }
}
