package glassformer.export;

/// What an export is at. Shares of the whole time are guesses, so that one bar can show all of it.
public enum ExportStage {
    READ(0, 0.1),
    WRITE(0.1, 0.6),
    CHECK(0.6, 0.95),
    FINISH(0.95, 1);

    private final double from;
    private final double to;

    ExportStage(double from, double to) {
        this.from = from;
        this.to = to;
    }

    /// How far the whole is when this stage is at a fraction of itself.
    double overall(double fraction) {
        return from + (to - from) * Math.clamp(fraction, 0, 1);
    }
}
