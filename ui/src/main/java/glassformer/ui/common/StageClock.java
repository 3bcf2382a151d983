package glassformer.ui.common;

import java.time.Duration;

/// Tells what something of several stages is at and how long it still takes, guessed from how long it took so far.
public final class StageClock {
    /// Less of the whole says nothing of the rest.
    private static final double TOO_EARLY = 0.02;

    private final Texts texts;
    private long began = System.nanoTime();

    public StageClock(Texts texts) {
        this.texts = texts;
    }

    public void begin() {
        began = System.nanoTime();
    }

    /// @param stage    for people
    /// @param fraction of the whole, 0 to 1
    public String words(String stage, double fraction) {
        if (fraction < TOO_EARLY || fraction >= 1) return stage;
        double milliseconds = (System.nanoTime() - began) / 1e6;
        long left = (long) (milliseconds / fraction * (1 - fraction));
        return texts.get("export.progress", stage, texts.format().duration(Duration.ofMillis(left)));
    }
}
